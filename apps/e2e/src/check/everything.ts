import type { RawCommit, Writer } from './stores';

/** Everything the stores hold, by context. */
export type Everything = ReadonlyMap<Writer, readonly RawCommit[]>;

/** What the stores held before and after something else was read. */
export interface Span {
  readonly before: Everything;
  readonly after: Everything;
}

/** What should be there and is not. */
export const missing = (what: string, expected: readonly string[], actual: Iterable<string>): string[] => {
  const known = new Set(actual);
  return expected.filter((id) => !known.has(id)).map((id) => `${what}: ${id}`);
};

/** What is there more than once. */
export const twice = (what: string, ids: readonly string[]): string[] => {
  const seen = new Set<string>();
  return ids.filter((id) => seen.size === seen.add(id).size).map((id) => `${what}: ${id} happened twice`);
};
