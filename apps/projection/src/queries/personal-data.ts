import { isSealed, keyRefsOf, type Sealed } from '@redress/kernel';
import { PersonErased, PersonUnknown, unseal, type PersonKey, type PersonKeys } from '@redress/personal-data';

/** Whether the personal data of an answer could be opened. `hidden`: the reader's role may not see it. */
export const disclosures = ['readable', 'erased', 'unavailable', 'hidden'] as const;
export type Disclosure = (typeof disclosures)[number];

/** A value whose sealed parts were opened, as far as they could be; the others are null. */
export interface Opened {
  readonly value: unknown;
  readonly disclosure: Disclosure;
}

const replaceSealed = (value: unknown, open: (sealed: Sealed) => unknown): unknown => {
  if (isSealed(value)) return open(value);
  if (Array.isArray(value)) return value.map((part) => replaceSealed(part, open));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, replaceSealed(part, open)]));
};

/** Leaves everything sealed out: for readers who may not see personal data. */
export const hide = (value: unknown): Opened => ({ value: replaceSealed(value, () => null), disclosure: 'hidden' });

type Key = PersonKey | 'erased' | 'unavailable';

const keyOf = async (keys: PersonKeys, personId: string): Promise<Key> => {
  try {
    return await keys.keyOf(personId);
  } catch (error) {
    return error instanceof PersonErased || error instanceof PersonUnknown ? 'erased' : 'unavailable';
  }
};

const opened = (key: Key | undefined, sealed: Sealed): unknown => {
  if (key === undefined || typeof key === 'string') return null;
  try {
    return unseal(key, sealed);
  } catch {
    return null;
  }
};

/** Opens everything sealed in a value with the keys of its persons, in memory only (decisions.md 14). */
export const open = async (value: unknown, keys: PersonKeys): Promise<Opened> => {
  const persons = keyRefsOf(value);
  const found = new Map<string, Key>(
    await Promise.all(persons.map(async (personId) => [personId, await keyOf(keys, personId)] as const)),
  );
  const states = [...found.values()].filter((key) => typeof key === 'string');
  const disclosure = states.includes('unavailable') ? 'unavailable' : (states[0] ?? 'readable');
  return { value: replaceSealed(value, (sealed) => opened(found.get(sealed.keyRef), sealed)), disclosure };
};
