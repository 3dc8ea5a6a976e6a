import type { AffineClock } from '@redress/kernel';

/** Days the show passes: enough for every deadline of the default plan to be missed once. */
const days = 30;
const dayMs = 86_400_000;

/** A Monday morning in China with no holiday in the weeks after it, so that every show goes the same way. */
const simStart = '2026-11-02T00:30:00.000Z';

/** The backing services start first; until about then the clock shows the days before. Milliseconds. */
const startMs = 15_000;

/** The clock of the demo's deployment. */
export interface DemoClock {
  /** For REDRESS_CLOCK. */
  readonly setting: AffineClock;
  /** What it shows now, milliseconds since 1970. */
  now(): number;
  /** How long hours on it last, real milliseconds. */
  realMs(hours: number): number;
}

/** A clock that passes a month in so many real milliseconds. */
export const demoClock = (showMs: number, realNow: () => number = Date.now): DemoClock => {
  const speed = (days * dayMs) / showMs;
  const realStart = realNow() + startMs;
  return {
    setting: { realStart: new Date(realStart).toISOString(), simStart, speed },
    now: () => Date.parse(simStart) + (realNow() - realStart) * speed,
    realMs: (hours) => (hours * 3_600_000) / speed,
  };
};
