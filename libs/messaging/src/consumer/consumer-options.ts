import type { Context } from '@redress/kernel';
import type { ParkingLot } from '@redress/parking';
import type { EventCheck } from '../cloud-event';
import type { CommitConsumerOptions } from '../commit-consumer';
import type { KafkaClient } from '../kafka-client';
import type { Log } from '../log';
import type { FetchMissing } from '../stream-versions';

/** What an operator must hear of. */
export type ConsumerAlarm =
  | { readonly kind: 'parked'; readonly key: string; readonly reason: string }
  /** No room in the parking lot: the partition stands still until there is. */
  | { readonly kind: 'parking-full'; readonly key: string }
  /** A store was restored from a backup: rebuild what was derived from it (X5). */
  | { readonly kind: 'store-restored'; readonly context: Context; readonly from: number; readonly to: number }
  /** A version that was handled comes again out of a restored store (X5). */
  | { readonly kind: 'version-reappeared'; readonly streamId: string; readonly version: number };

export interface ConsumerTuning {
  /** Calls of the handler at the same time, over all partitions. */
  readonly concurrency: number;
  /** After this a call's signal aborts; what it throws then counts as transient. Milliseconds. */
  readonly handlerBudgetMs: number;
  /** Tries of a commit before its key is parked. */
  readonly attempts: number;
  readonly commitEveryMs: number;
  /** How often ends and lags are asked for. */
  readonly watchEveryMs: number;
  /** Lag without progress for this long ends the process (K14). */
  readonly stallMs: number;
  /** How long running calls may take to end at stop. */
  readonly drainMs: number;
  /**
   * How long the partitions of a member that vanished stay with it. Heartbeats do not depend on handlers here, so that
   * it can be short (K4).
   */
  readonly sessionTimeoutMs: number;
  /** Longest wait of one fetch for messages; bounds how fast a paused partition is fetched again. */
  readonly maxWaitMs: number;
  /** Messages of a partition in memory before fetching pauses. */
  readonly queued: number;
}

export const defaultTuning: ConsumerTuning = {
  concurrency: 16,
  handlerBudgetMs: 10_000,
  attempts: 3,
  commitEveryMs: 1_000,
  watchEveryMs: 10_000,
  stallMs: 60_000,
  drainMs: 10_000,
  sessionTimeoutMs: 10_000,
  maxWaitMs: 1_000,
  queued: 1_000,
};

export interface KafkaConsumerOptions extends CommitConsumerOptions {
  readonly kafka: KafkaClient;
  readonly parking: ParkingLot;
  /** `assertReadable` of `@redress/contracts`. */
  readonly validate: EventCheck;
  /** The consumer cannot go on: end the process, so that it is started again (K6, K14). Called once. */
  readonly onFatal: (error: Error) => void;
  readonly onAlarm?: (alarm: ConsumerAlarm) => void;
  /** Put before topic names and the group id. */
  readonly topicPrefix?: string;
  readonly logger?: Log;
  /** Without it, holes are counted and the commits are handled as they come. */
  readonly fetchMissing?: FetchMissing;
  readonly tuning?: Partial<ConsumerTuning>;
}
