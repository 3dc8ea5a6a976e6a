import type { AppendOutcome } from '@redress/event-store';
import { Histogram, type Registry } from 'prom-client';
import { showFigures } from './figures';

const outcomes: readonly AppendOutcome[] = ['stored', 'conflict', 'refused', 'unknown', 'failed'];

/** Measures appends: to be given to the store as `onAppend`. */
export const measureAppends = (registry: Registry): ((outcome: AppendOutcome, seconds: number) => void) => {
  const duration = new Histogram({
    name: 'redress_store_append_duration_seconds',
    help: 'Time of an append with its look-ups, by how it ended',
    labelNames: ['outcome'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  // From zero on, so that the first conflict is a rise and not a new series.
  for (const outcome of outcomes) duration.zero({ outcome });
  return (outcome, seconds) => duration.observe({ outcome }, seconds);
};

/** The clock of a deployment: `DatabaseTime`. */
interface DatabaseClock {
  /** Milliseconds the machine's clock is ahead. */
  wallClockOffset(): number;
  /** Milliseconds since it was read. */
  age(): number;
}

/** Shows how far the machine's clock is from the database's. */
export const measureClock = (registry: Registry, clock: DatabaseClock): void =>
  showFigures<DatabaseClock>(registry, [], () => [[{}, clock]], [
    {
      name: 'redress_clock_offset_seconds',
      help: 'How far the clock of this machine is ahead of the database, negative when behind',
      value: (time) => time.wallClockOffset() / 1_000,
    },
    {
      name: 'redress_clock_reading_age_seconds',
      help: 'Time since the clock of the database was read, every 30 s',
      value: (time) => time.age() / 1_000,
    },
  ]);
