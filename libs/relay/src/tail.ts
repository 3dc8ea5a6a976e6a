import type { StoredCommit } from '@redress/event-store';

/**
 * What follows a store: gets every commit at least once, per stream in order, in batches as large as the backlog.
 * Only when it resolves does the checkpoint move.
 */
export type TailHandler = (commits: readonly StoredCommit[]) => Promise<void>;

export interface TailOptions {
  /** Names checkpoint and lease: `relay`, `due-times`. */
  readonly name: string;
  readonly handle: TailHandler;
  /** Most commits in one call; default 1,000. */
  readonly maxBatch?: number;
}

export interface TailHealth {
  readonly name: string;
  /** Whether this process holds the lease. */
  readonly leading: boolean;
  readonly fence?: number;
  /** recordedAt of the latest commit handled. */
  readonly lastCommitAt?: string;
  /** Commits handed over since this process started, repeats included. */
  readonly handled: number;
  /** The change stream could not be resumed and the store was read again (alarm). */
  readonly republishes: number;
  /** Handovers that failed since this process started; each was tried again. */
  readonly failures: number;
  /** Times this process was fenced off: its checkpoint came after a newer leader's and was refused (fault F2). */
  readonly fenced: number;
  /** Milliseconds since the place was lost, since this process was fenced off last; absent before the first time. */
  readonly positionLostAgoMs?: number;
  readonly fencedAgoMs?: number;
  readonly lastError?: string;
}

/** How far the tail is in its store, whoever leads it; read from the database. */
export interface TailProgress {
  /** recordedAt of the oldest commit that the checkpoint does not cover; absent when all are handed over. */
  readonly waitingSince?: string;
  /** Database time of the last checkpoint, written every 5 s even when nothing happens; absent before the first. */
  readonly savedAt?: Date;
}

/** Follows one store from a persisted change-stream position, one leader at a time (invariant 6, M9–M13). */
export interface Tail {
  start(): Promise<void>;
  stop(): Promise<void>;
  health(): TailHealth;
  /** Two reads by index. @throws StoreUnavailable */
  progress(): Promise<TailProgress>;
}
