/** A seeded sequence of numbers in [0, 1): the same seed gives the same run (mulberry32). */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** A name that does not come twice in a run: one number of the sequence alone does, among tens of thousands. */
export const unique = (random: () => number): string =>
  [random(), random()].map((number) => Math.floor(number * 2 ** 32).toString(36)).join('-');

/** The seed of this run: from `SEED`, or made and printed, so that a failure can be repeated. */
export const runSeed = (given = process.env['SEED']): number => {
  const seed = Number(given ?? Math.floor(Math.random() * 2 ** 31));
  process.stderr.write(`seed ${seed} (repeat with SEED=${seed})\n`);
  return seed;
};

/** One of several, by chance. @throws when there are none */
export const oneOf = <T>(items: readonly T[], random: () => number): T => {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('there is nothing to choose from');
  return item;
};
