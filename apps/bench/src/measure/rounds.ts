import type { CaseContext } from './bench-case';

/** Ways of doing the work of a round, by name. */
export type Variants<K extends string, T> = Readonly<Record<K, (round: number) => Promise<T>>>;

/** What each way gave in one round. */
export type RoundResult<K extends string, T> = Readonly<Record<K, T>>;

const rotated = <T>(list: readonly T[], by: number): T[] => [
  ...list.slice(by % list.length),
  ...list.slice(0, by % list.length),
];

/**
 * Runs all variants in every round, one after the other, each round beginning with the next of them, so that noise and
 * drift of the machine meet all alike.
 */
export const interleaved = async <K extends string, T>(
  { rounds }: Pick<CaseContext, 'rounds'>,
  variants: Variants<K, T>,
): Promise<RoundResult<K, T>[]> => {
  const names = Object.keys(variants) as K[];
  const all: RoundResult<K, T>[] = [];
  for (let round = 0; round < rounds; round++) {
    const results: Partial<Record<K, T>> = {};
    for (const name of rotated(names, round)) results[name] = await variants[name](round);
    all.push(results as RoundResult<K, T>);
  }
  return all;
};
