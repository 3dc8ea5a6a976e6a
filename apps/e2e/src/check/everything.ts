import type { RawCommit, Writer } from './stores';

/** Everything the stores hold, by context. */
export type Everything = ReadonlyMap<Writer, readonly RawCommit[]>;

/** What should be there and is not, and what should not and is. */
export const differences = (what: string, expected: Iterable<string>, actual: Iterable<string>): string[] => {
  const [e, a] = [new Set(expected), new Set(actual)];
  return [
    ...[...e].filter((id) => !a.has(id)).map((id) => `${what}: ${id} is missing`),
    ...[...a].filter((id) => !e.has(id)).map((id) => `${what}: ${id} should not be there`),
  ];
};

/** What is there more than once. */
export const twice = (what: string, ids: readonly string[]): string[] => {
  const seen = new Set<string>();
  return ids.filter((id) => seen.size === seen.add(id).size).map((id) => `${what}: ${id} happened twice`);
};
