/** Deepest nesting of a JSON body; deeper ones would exhaust the stack of whoever walks them. */
export const deepestBody = 32;

/** Whether a parsed body nests deeper than allowed; walks level by level, so its own stack stays flat. */
export const isTooDeep = (body: unknown, deepest = deepestBody): boolean => {
  if (ArrayBuffer.isView(body)) return false;
  let level: unknown[] = [body];
  for (let depth = 0; level.length > 0; depth += 1) {
    const objects = level.filter((value): value is object => typeof value === 'object' && value !== null);
    if (objects.length > 0 && depth >= deepest) return true;
    level = objects.flatMap((value) => Object.values(value) as unknown[]);
  }
  return false;
};
