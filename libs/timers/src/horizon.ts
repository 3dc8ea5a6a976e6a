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
  const realSample = clock.realDelayUntil(new Date(now + sampleMs).toISOString());
  const speed = realSample > 0 ? sampleMs / realSample : 1;
  return new Date(now + Math.max(horizonMs, leastRealMs * speed)).toISOString();
};

/** Real milliseconds to wait for a due time, rounded up: the alarm may ring late, never early. */
export const delayOf = (clock: Clock, dueAt: string): number => Math.ceil(clock.realDelayUntil(dueAt));

/** Whether a due time has come on the service's clock. `now()` decides, for it is what the decider will compare with. */
export const isDue = (clock: Clock, dueAt: string): boolean => Date.parse(clock.now()) >= Date.parse(dueAt);
