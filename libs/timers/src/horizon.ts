import type { Clock } from '@redress/kernel';

/** Real milliseconds ahead that are always armed, however fast the clock runs. */
const leastRealMs = 60_000;
const sampleMs = 3_600_000;

/**
 * Until when timers belong into Redis: `horizonMs` ahead on the service's clock, and at least the next minute of
 * real time. Beyond it the due times wait in the store alone, so Redis holds hours, not months.
 */
export const horizonEnd = (clock: Clock, horizonMs: number): string => {
  const now = Date.parse(clock.now());
  return new Date(now + Math.max(horizonMs, leastRealMs * speedOf(clock))).toISOString();
};

/** How much faster than real time the clock runs. */
const speedOf = (clock: Clock): number => {
  const realSample = clock.realDelayUntil(new Date(Date.parse(clock.now()) + sampleMs).toISOString());
  return realSample > 0 ? sampleMs / realSample : 1;
};

/** Real milliseconds since a due time came; 0 while it is ahead. */
export const overdueMs = (clock: Clock, dueAt: string): number =>
  Math.max(0, Date.parse(clock.now()) - Date.parse(dueAt)) / speedOf(clock);

/** Real milliseconds to wait for a due time, rounded up: the alarm may ring late, never early. */
export const delayOf = (clock: Clock, dueAt: string): number => Math.ceil(clock.realDelayUntil(dueAt));

/** Whether a due time has come on the service's clock. `now()` decides, for it is what the decider will compare with. */
export const isDue = (clock: Clock, dueAt: string): boolean => Date.parse(clock.now()) >= Date.parse(dueAt);
