/** A value a list is sorted by. */
export type SortValue = string | number;

/** The fields a list is sorted by, the last one unique, and the direction of each. */
export type SortOrder = readonly (readonly [field: string, direction: 1 | -1])[];

/** The cursor is none of ours, or belongs to another order. */
export class CursorInvalid extends Error {
  constructor() {
    super('the cursor is not usable here');
    this.name = 'CursorInvalid';
  }
}

const longest = 1000;

/** A place in a sorted list: the sort values of the last item given. Opaque to clients, base64url. */
export const encodeCursor = (order: string, values: readonly SortValue[]): string =>
  Buffer.from(JSON.stringify([order, ...values])).toString('base64url');

/** The values in a cursor. @throws CursorInvalid */
export const decodeCursor = (order: string, length: number, cursor: string): readonly SortValue[] => {
  const [of, ...values] = parsed(cursor);
  const usable = values.every((value) => typeof value === 'string' || typeof value === 'number');
  if (of !== order || values.length !== length || !usable) throw new CursorInvalid();
  return values;
};

const parsed = (cursor: string): unknown[] => {
  if (cursor.length > longest) throw new CursorInvalid();
  try {
    const found: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(found)) return found;
  } catch {
    // not ours
  }
  throw new CursorInvalid();
};

/** What comes after a place in a sorted list, as a MongoDB filter (keyset paging: no page is ever counted through). */
export const afterPlace = (order: SortOrder, values: readonly SortValue[]): object => ({
  $or: order.map(([field, direction], index) => ({
    ...Object.fromEntries(order.slice(0, index).map(([before], at) => [before, values[at]])),
    [field]: { [direction === 1 ? '$gt' : '$lt']: values[index] },
  })),
});
