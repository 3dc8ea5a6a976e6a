import canonicalize from 'canonicalize';

/**
 * Canonical JSON (RFC 8785) of a value: the bytes that hashes are taken over.
 * Plain objects go the quick way, a sorted copy written by the engine, which is most of what an append costs here;
 * whatever that could get wrong goes through `canonicalize`, and a property test holds the two together.
 * @throws for what JSON has no word for: NaN, infinities, text that is not Unicode, circles.
 */
export const canonicalJson = (value: object): string => {
  const copy = sortedCopy(value, 0);
  const text = copy === needsCare ? undefined : JSON.stringify(copy);
  // The engine writes half a surrogate pair as an escape; what only looks like one is sorted out by the slow way.
  const canonical = text === undefined || text.includes('\\ud') ? canonicalize(value) : text;
  if (canonical === undefined) throw new TypeError('the value is no JSON');
  return canonical;
};

const needsCare = Symbol('needs the slow way');

/** Far below what recursion bears; a circle ends here too. */
const deepest = 100;

type Copy = string | number | boolean | null | undefined | Copy[] | { [member: string]: Copy } | typeof needsCare;

const sortedCopy = (value: unknown, depth: number): Copy => {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? value : needsCare;
    case 'string':
    case 'boolean':
    case 'undefined':
      return value;
    case 'object':
      if (value === null) return null;
      if (depth > deepest) return needsCare;
      return Array.isArray(value) ? sortedList(value, depth) : sortedObject(value, depth);
    default:
      return needsCare;
  }
};

const sortedList = (list: readonly unknown[], depth: number): Copy => {
  const copy: Copy[] = [];
  for (const element of list) {
    const part = sortedCopy(element, depth + 1);
    if (part === needsCare) return needsCare;
    copy.push(part);
  }
  return copy;
};

/** Keys that look like numbers come first in any JavaScript object, whatever the order they are put in. */
const isOrdinary = (key: string): boolean => !(key.charCodeAt(0) <= 57) && key !== '__proto__';

const sortedObject = (object: object, depth: number): Copy => {
  const prototype: unknown = Object.getPrototypeOf(object);
  if ((prototype !== Object.prototype && prototype !== null) || 'toJSON' in object) return needsCare;
  const members = object as Readonly<Record<string, unknown>>;
  const copy: { [member: string]: Copy } = {};
  for (const key of Object.keys(members).sort()) {
    const part = isOrdinary(key) ? sortedCopy(members[key], depth + 1) : needsCare;
    if (part === needsCare) return needsCare;
    copy[key] = part;
  }
  return copy;
};
