import type { ConsumerAlarm } from './consumer-options';

/** What a consumer counts, for health and metrics; all since it was made. */
export interface Counters {
  handled: number;
  parked: number;
  /** Commits a rule said no to: acknowledged. */
  refused: number;
  /** Calls that failed for now and were made again. */
  transientFaults: number;
  /** Holes found in the versions of a stream. */
  gaps: number;
  /** Times the group gave this member its partitions: each is the end of a rebalance. */
  rebalances: number;
  /** Alarms raised, by kind. */
  alarms: Record<ConsumerAlarm['kind'], number>;
  lastError?: string;
  lastProgressAt?: string;
}

/** Nothing happened yet. */
export const noCounters = (): Counters => ({
  handled: 0,
  parked: 0,
  refused: 0,
  transientFaults: 0,
  gaps: 0,
  rebalances: 0,
  alarms: { parked: 0, 'parking-full': 0, 'store-restored': 0, 'version-reappeared': 0 },
});
