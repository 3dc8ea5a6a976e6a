import { below, problem, type Problem } from './problem';

/** What a value at a place of the document has to look like; says everything that is wrong with it. */
export type Shape = (value: unknown, path: string) => Problem[];

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const missing = (path: string) => problem(path, '缺少此项', 'This is missing');

/** A text of 1 to `max` characters that is not blank. */
export const text =
  (max: number): Shape =>
  (value, path) => {
    if (typeof value !== 'string') return problem(path, '应为文字（数字请加引号）', 'Must be a text (quote numbers)');
    if (value.trim() === '') return problem(path, '不能为空', 'Must not be empty');
    return value.length <= max
      ? []
      : problem(path, `不得超过 ${max} 个字符`, `Must not be longer than ${max} characters`);
  };

/** A text a reader understands; `says` tells what is expected. */
export const parsed =
  (reads: (value: string) => unknown, says: { zh: string; en: string }): Shape =>
  (value, path) => {
    const wrong = text(200)(value, path);
    if (wrong.length > 0 || typeof value !== 'string') return wrong;
    return reads(value) === undefined ? problem(path, `“${value}”不是${says.zh}`, `"${value}" is not ${says.en}`) : [];
  };

/** An identifier: letters, digits, `_` and `-`. */
export const identifier = (max = 40): Shape =>
  parsed((value) => (new RegExp(`^[A-Za-z0-9_-]{1,${max}}$`).test(value) ? value : undefined), {
    zh: `标识（字母、数字、“_”“-”，最多 ${max} 个字符）`,
    en: `an identifier (letters, digits, "_", "-", at most ${max} characters)`,
  });

/** One of a closed list of words. */
export const oneOf =
  (allowed: readonly string[]): Shape =>
  (value, path) =>
    typeof value === 'string' && allowed.includes(value)
      ? []
      : problem(path, `应为下列之一：${allowed.join('、')}`, `Must be one of ${allowed.join(', ')}`);

export const integer =
  (min: number, max: number): Shape =>
  (value, path) =>
    typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
      ? []
      : problem(path, `应为 ${min} 至 ${max} 的整数`, `Must be a whole number from ${min} to ${max}`);

export const boolean: Shape = (value, path) =>
  typeof value === 'boolean' ? [] : problem(path, '应为 true 或 false', 'Must be true or false');

/** A list of `min` to `max` items of one shape. */
export const list =
  (item: Shape, min: number, max: number): Shape =>
  (value, path) => {
    if (!Array.isArray(value)) return problem(path, '应为列表', 'Must be a list');
    if (value.length < min || value.length > max) {
      return problem(path, `应有 ${min} 至 ${max} 项`, `Must have ${min} to ${max} items`);
    }
    return value.flatMap((one: unknown, index) => item(one, below(path, index)));
  };

/** One value, or a list of such values. */
export const oneOrMore =
  (item: Shape): Shape =>
  (value, path) =>
    Array.isArray(value) ? list(item, 1, 50)(value, path) : item(value, path);

/** A group of named fields, all of `required` and any of `optional`, and no other. */
export const record =
  (required: Readonly<Record<string, Shape>>, optional: Readonly<Record<string, Shape>> = {}): Shape =>
  (value, path) => {
    if (!isRecord(value)) return problem(path, '应为一组字段', 'Must be a group of fields');
    const field = (name: string, shape: Shape, must: boolean) => {
      if (!Object.hasOwn(value, name) || value[name] === undefined || value[name] === null) {
        return must || Object.hasOwn(value, name) ? missing(below(path, name)) : [];
      }
      return shape(value[name], below(path, name));
    };
    return [
      ...Object.entries(required).flatMap(([name, shape]) => field(name, shape, true)),
      ...Object.entries(optional).flatMap(([name, shape]) => field(name, shape, false)),
      ...Object.keys(value)
        .filter((name) => !Object.hasOwn(required, name) && !Object.hasOwn(optional, name))
        .flatMap((name) => problem(below(path, name), `没有“${name}”这一字段`, `There is no field "${name}"`)),
    ];
  };

/** The same shape under each of several names, all required. */
export const each = (names: readonly (string | number)[], shape: Shape): Readonly<Record<string, Shape>> =>
  Object.fromEntries(names.map((name) => [String(name), shape]));
