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
  readonly lastError?: string;
}

/** Follows one store from a persisted change-stream position, one leader at a time (invariant 6, M9–M13). */
export interface Tail {
  start(): Promise<void>;
  stop(): Promise<void>;
  health(): TailHealth;
}
