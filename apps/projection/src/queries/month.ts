/** A month of China's legal time as instants: its first, the first after it, and the first of the month before. */
export interface Month {
  readonly from: string;
  readonly before: string;
  readonly earlier: string;
}

/** Ahead of UTC all year round, hours. */
const offset = 8;

/** The instants of a month given as `2026-11`. */
export const monthOf = (month: string): Month => {
  const [year = 0, no = 1] = month.split('-').map(Number);
  const first = (at: number): string => new Date(Date.UTC(year, at - 1, 1, -offset)).toISOString();
  return { from: first(no), before: first(no + 1), earlier: first(no - 1) };
};
