import { happened, type Decider, type Message } from '@redress/kernel';

interface OfPerson {
  readonly personId: string;
}

/** Erases a person: whatever was sealed under the key becomes unreadable everywhere (invariant 19). */
export type ErasePerson = Message<'ErasePerson', OfPerson & { at: string; by: string }>;
/** A person is erased. */
export type PersonErased = Message<'PersonErased', OfPerson & { erasedAt: string; erasedBy: string }>;

/** Whether a person's data can still be read. */
export interface Person {
  readonly status: 'known' | 'erased';
}

/** A person whose data the system holds; stream `person-<personId>`. */
export const personDecider: Decider<Person, ErasePerson, PersonErased, never> = {
  initial: { status: 'known' },
  decide: ({ data: { personId, at, by } }, { status }) =>
    status === 'erased'
      ? happened()
      : happened({ type: 'PersonErased', data: { personId, erasedAt: at, erasedBy: by } }),
  evolve: () => ({ status: 'erased' }),
};
