import type { Context, PublishedCommit } from '@redress/kernel';

/**
 * What a service does with the commits of others.
 * The commits of one call are of one partition, in order; keys may be mixed. The whole call is one unit:
 * - resolves: the effects of all are stored (each with its source version, so that a repeat does nothing);
 * - throws TransientFault: the partition pauses and the same call is made again, with backoff, without limit;
 * - throws anything else: the commits are tried one by one with few retries; what still fails is parked with its key.
 */
export type CommitHandler = (commits: readonly PublishedCommit[], signal: AbortSignal) => Promise<void>;

export interface CommitConsumerOptions {
  /** Kafka consumer group: `<service>-<purpose>`; parking is per (group, key). */
  readonly groupId: string;
  readonly contexts: readonly Context[];
  readonly handle: CommitHandler;
  /** Most commits in one call; 1 for reactions, hundreds for projections. */
  readonly maxBatch: number;
}

export interface ConsumerHealth {
  readonly groupId: string;
  readonly running: boolean;
  /** Messages behind the end of the topics, all partitions. */
  readonly lag: number;
  readonly parkedKeys: number;
  readonly pausedPartitions: number;
  readonly lastProgressAt?: string;
}

/** What a retry of a parked key did; `reason` says why it stopped, where something remains. */
export interface RetriedKey {
  readonly handled: number;
  readonly remaining: number;
  readonly reason?: string;
}

/** A running consumer of commits: per-key order, many keys at once, own offset commits (K17), watchdog, drain. */
export interface CommitConsumer {
  start(): Promise<void>;
  /** Stops fetching, lets running handlers end (bounded), commits offsets, leaves the group. */
  stop(): Promise<void>;
  health(): ConsumerHealth;
  /** Handles the parked commits of a key again, in order; those that succeed leave the parking lot. */
  retryParked(key: string): Promise<RetriedKey>;
}
