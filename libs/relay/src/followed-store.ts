import type { ScanPosition, StoredCommit } from '@redress/event-store';
import type { CheckpointStore } from './checkpoints';
import type { LeaseStore } from './lease';

/** A place in the order in which a store took its commits; only the store can read it. */
export type Place = unknown;

/** The commits a store took after a place, in that order. */
export interface CommitFeed {
  /** The place after everything given so far. */
  readonly token: Place;
  /** What is there, up to `max`; waits a while for the first. @throws PositionLost · StreamStalled · what the driver throws */
  next(max: number): Promise<readonly StoredCommit[]>;
  /** Ends it; a `next` that waits may fail then. */
  close(): Promise<void>;
}

/** What a tail needs of the store it follows. */
export interface FollowedStore {
  /** The commits after a place; nothing is asked before the first `next()`. */
  feed(after: Place, batchSize: number): CommitFeed;
  /** The place that stands for now: what is stored later comes after it. */
  place(): Promise<Place>;
  /** Database time, milliseconds since 1970. @throws StoreUnavailable */
  now(): Promise<number>;
  /** Every commit in relay order after a position; it is no tail (pitfalls M7). */
  scan(after?: Partial<ScanPosition>): AsyncIterable<StoredCommit>;
  /** recordedAt of the oldest commit that was recorded later than this; of all, where it is undefined. @throws StoreUnavailable */
  oldestSince(recordedAt: string | undefined): Promise<string | undefined>;
}

/** All that a tail does outside of the process. */
export interface TailPorts {
  readonly store: FollowedStore;
  readonly leases: LeaseStore;
  readonly checkpoints: CheckpointStore;
}
