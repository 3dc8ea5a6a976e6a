/** The value below which `share` (0 to 1) of the values lie, by the nearest rank; NaN of no values. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN;
};

/** The middle of the values, the mean of the two middle ones where there are two; NaN of no values. */
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? Number.NaN : (upper + lower) / 2;
};

/** What several rounds gave. */
export interface Spread {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

/** Median, lowest and highest of the rounds. */
export const spreadOf = (rounds: readonly number[]): Spread => ({
  median: median(rounds),
  lowest: Math.min(...rounds),
  highest: Math.max(...rounds),
});
