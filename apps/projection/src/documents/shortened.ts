import { fill } from './words';

const lengthsIn = (value: unknown): number[] => {
  if (typeof value === 'string') return [value.length];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(lengthsIn);
};

const mapTexts = (value: unknown, by: (text: string) => string): unknown => {
  if (typeof value === 'string') return by(value);
  if (Array.isArray(value)) return value.map((part) => mapTexts(part, by));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, mapTexts(part, by)]));
};

/** Without half a character at its end. */
const whole = (text: string): string => text.replace(/[\ud800-\udbff]$/, '');

/** Characters of a document at most, some forty pages. */
export const mostCharacters = 30_000;

/** Below this no text is cut: codes, times and names stay whole. Characters. */
const shortest = 200;

/**
 * The same value with its longest texts cut, so that all of them together are no longer than `most` characters, as far
 * as texts of 200 allow: a record of any size is printed in bounded time. What was cut says so, with `{count}` of all.
 */
export const shortened = <T>(value: T, most: number, note: string): T => {
  const lengths = lengthsIn(value);
  const sumAt = (limit: number): number => lengths.reduce((sum, length) => sum + Math.min(length, limit), 0);
  let limit = Math.max(shortest, ...lengths);
  while (limit > shortest && sumAt(limit) > most) limit = Math.max(shortest, Math.floor(limit * 0.8));
  const cut = (text: string): string =>
    text.length <= limit ? text : `${whole(text.slice(0, limit))}${fill(note, { count: text.length })}`;
  return mapTexts(value, cut) as T;
};
