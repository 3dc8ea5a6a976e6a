import type { Connection } from 'mongoose';
import { performance } from 'node:perf_hooks';
import { databaseOf } from './mongo-connection';
import { guarded } from './mongo-faults';

/** Where real time comes from: milliseconds since 1970. */
export interface TimeSource {
  now(): number;
}

/** What mongod's clock showed at a moment of the process's monotonic clock. */
interface Reading {
  readonly databaseMs: number;
  readonly monotonicMs: number;
  readonly roundTripMs: number;
}

/** Of a few readings the one with the shortest round trip is off by half of that trip at most. */
const readingsPerMeasurement = 3;

/**
 * Database time, the one real clock of a deployment (decisions.md 16): the clock of mongod, read at start and every
 * 30 s and carried on in between by the process's monotonic clock, so that a jump of the machine's wall clock moves
 * nothing (fault F11). While mongod is away it goes on from the last reading.
 */
export class DatabaseTime implements TimeSource {
  private timer?: NodeJS.Timeout;

  private constructor(
    private readonly connection: Connection,
    private reading: Reading,
  ) {}

  /** Reads the clock once, then every `everyMs`. @throws StoreUnavailable when the first reading fails. */
  static async start(connection: Connection, everyMs = 30_000): Promise<DatabaseTime> {
    const time = new DatabaseTime(connection, await measure(connection));
    time.timer = setInterval(() => void time.refresh(), everyMs).unref();
    return time;
  }

  now(): number {
    return this.reading.databaseMs + performance.now() - this.reading.monotonicMs;
  }

  /** How far the machine's wall clock is from database time, in milliseconds: positive when it is fast. For metrics. */
  wallClockOffset(): number {
    return Date.now() - this.now();
  }

  /** Milliseconds since the last reading that succeeded. For metrics. */
  age(): number {
    return performance.now() - this.reading.monotonicMs;
  }

  /** Reads the clock now; keeps the last reading when mongod cannot be asked. */
  async refresh(): Promise<void> {
    try {
      this.reading = await measure(this.connection);
    } catch {
      // The age shows it; the monotonic clock carries on.
    }
  }

  stop(): void {
    clearInterval(this.timer);
  }
}

const measure = async (connection: Connection): Promise<Reading> => {
  const readings: Reading[] = [];
  for (let reading = 0; reading < readingsPerMeasurement; reading += 1) readings.push(await readOnce(connection));
  return readings.reduce((best, next) => (next.roundTripMs < best.roundTripMs ? next : best));
};

const readOnce = async (connection: Connection): Promise<Reading> => {
  const asked = performance.now();
  const hello = await guarded('database time', () => databaseOf(connection).command({ hello: 1 }, { timeoutMS: 5000 }));
  const answered = performance.now();
  if (!(hello.localTime instanceof Date)) throw new Error('the database does not tell its time');
  return {
    // localTime is cut to whole milliseconds: half of one is the mean of what was cut off.
    databaseMs: hello.localTime.getTime() + 0.5,
    monotonicMs: (asked + answered) / 2,
    roundTripMs: answered - asked,
  };
};
