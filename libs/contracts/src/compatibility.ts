import type { Schema } from './schemas';

const lowerBounds = ['minimum', 'minLength', 'minItems'] as const;
const upperBounds = ['maximum', 'maxLength', 'maxItems'] as const;
const fixed = ['type', 'format', 'pattern'] as const;

/** Whether a newer schema's values stay within an older bound that the newer one may have dropped or moved. */
const bounds = (older: Schema, newer: Schema, at: string): string[] => [
  ...lowerBounds
    .filter((k) => older[k] !== undefined && (newer[k] === undefined || newer[k] < older[k]))
    .map((k) => `${at}: ${k} went below ${older[k]}`),
  ...upperBounds
    .filter((k) => older[k] !== undefined && (newer[k] === undefined || newer[k] > older[k]))
    .map((k) => `${at}: ${k} went above ${older[k]}`),
];

const values = (older: Schema, newer: Schema, at: string): string[] => {
  const allowed = older.enum;
  if (!allowed) return [];
  if (!newer.enum) return [`${at}: may now be any value`];
  return newer.enum.filter((v) => !allowed.includes(v)).map((v) => `${at}: new value ${JSON.stringify(v)}`);
};

const members = (older: Schema, newer: Schema, at: string): string[] => {
  const lost = (older.required ?? []).filter((name) => !newer.required?.includes(name));
  const shared = Object.entries(older.properties ?? {}).flatMap(([name, property]) => {
    const now = newer.properties?.[name];
    return now ? unreadable(property, now, `${at}/${name}`) : [];
  });
  return [...lost.map((name) => `${at}/${name}: no longer always there`), ...shared];
};

/**
 * What a reader of the older schema could not read of messages that keep the newer one (invariant 5).
 * Empty when it can read them all: new optional or required properties, fewer values and tighter bounds are fine.
 */
export const unreadable = (older: Schema, newer: Schema, at = ''): string[] => [
  ...fixed
    .filter((k) => older[k] !== undefined && older[k] !== newer[k])
    .map((k) => `${at || '/'}: ${k} was ${String(older[k])}, is ${String(newer[k])}`),
  ...bounds(older, newer, at || '/'),
  ...values(older, newer, at || '/'),
  ...members(older, newer, at),
  ...(older.items && newer.items ? unreadable(older.items, newer.items, `${at}/items`) : []),
];
