/** Deepest nesting of a JSON body; deeper ones would exhaust the stack of whoever walks them. */
export const deepestBody = 32;

/** Half of a character, which no store or hash can keep. */
const isTorn = (text: string): boolean => /\p{Surrogate}/u.test(text);

const partsOf = (value: object): unknown[] =>
  Array.isArray(value) ? (value as unknown[]) : Object.entries(value).flat();

/**
 * Whether a parsed JSON body can be walked and kept: not too deep, every text well-formed Unicode. Goes level by level, so
 * its own stack stays flat. Binary bodies are not looked into.
 */
export const isUsableBody = (body: unknown, deepest = deepestBody): boolean => {
  if (ArrayBuffer.isView(body)) return true;
  let level: unknown[] = [body];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (level.some((value) => typeof value === 'string' && isTorn(value))) return false;
    const objects = level.filter((value): value is object => typeof value === 'object' && value !== null);
    if (objects.length > 0 && depth >= deepest) return false;
    level = objects.flatMap(partsOf);
  }
  return true;
};
