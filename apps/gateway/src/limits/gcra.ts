/** So many events in a period; all may come at once, after that they come evenly (GCRA, a leaky bucket). */
export interface Limit {
  readonly count: number;
  readonly periodMs: number;
}

/** Whether an event fits, and if not, after how many milliseconds it will. */
export interface Verdict {
  readonly allowed: boolean;
  readonly retryAfterMs: number;
}

/**
 * Decides about one event.
 * @param arrival the theoretical arrival time kept from before (0 when nothing is kept), in milliseconds.
 * @returns the verdict and the arrival time to keep.
 */
export const gcra = (
  arrival: number,
  now: number,
  { count, periodMs }: Limit,
): { verdict: Verdict; arrival: number } => {
  const interval = periodMs / count;
  const next = Math.max(arrival, now) + interval;
  const allowedAt = next - periodMs;
  if (allowedAt > now) return { verdict: { allowed: false, retryAfterMs: Math.ceil(allowedAt - now) }, arrival };
  return { verdict: { allowed: true, retryAfterMs: 0 }, arrival: next };
};
