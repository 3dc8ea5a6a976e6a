import type { CommitEnvelope, VersionedEvent } from '@redress/kernel';

/** What the caller decides about a commit; the store adds version, recordedAt, epoch and hashes. */
export interface NewCommit extends Omit<CommitEnvelope, 'version' | 'recordedAt' | 'storeEpoch' | 'context'> {
  readonly events: readonly VersionedEvent[];
  /** HMAC of the request that led to the commit: same key and other body is 422 (decisions.md 18). */
  readonly requestDigest?: string;
}

/** A commit as stored: one document, chained to the one before it in its stream. */
export interface StoredCommit extends CommitEnvelope {
  readonly events: readonly VersionedEvent[];
  readonly requestDigest?: string;
  /** Persons whose sealed data the events hold. */
  readonly keyRefs: readonly string[];
  /** Hash of the commit before; 64 zeros in front of the first. */
  readonly prevHash: string;
  /** SHA-256 over the canonical JSON (RFC 8785) of everything but itself. */
  readonly hash: string;
}

/** Where a stream stands: what an append expects. Version 0 is a stream that does not exist yet. */
export interface StreamHead {
  readonly version: number;
  readonly hash: string;
  readonly recordedAt: string;
}

/** A place in relay order: (recordedAt, streamId, version), which keeps each stream's own order. */
export interface ScanPosition {
  readonly recordedAt: string;
  readonly streamId: string;
  readonly version: number;
}

/** What `verify` found wrong in a stream. */
export interface ChainFault {
  readonly streamId: string;
  readonly version: number;
  readonly reason: 'hole' | 'hash-mismatch' | 'chain-broken';
}

/** The one truth of a context: append-only streams of commits. */
export interface EventStore {
  /**
   * Appends one commit after `head` in one round trip.
   * The same commitId already stored at that place answers with the stored commit (M2).
   * @throws VersionConflict another commit is there · CommitTooLarge over 256 KiB · OutcomeUnknown the store
   * did not say whether it took it and could not be asked (a TransientFault).
   */
  append(head: StreamHead, commit: NewCommit): Promise<StoredCommit>;
  /** All commits of a stream from a version on (default 1), upcast to the newest schema. */
  readStream(streamId: string, fromVersion?: number): Promise<readonly StoredCommit[]>;
  /** The commit with this id, wherever it is. */
  findCommit(commitId: string): Promise<StoredCommit | undefined>;
  /** Every commit in relay order, after a position; memory is bounded whatever the length. */
  scan(after?: Partial<ScanPosition>): AsyncIterable<StoredCommit>;
  count(): Promise<number>;
  /** Walks one stream, or all: versions contiguous, every hash and link right. */
  verify(streamId?: string): AsyncIterable<ChainFault>;
}

/** The head of a stream without commits. */
export const noStream: StreamHead = { version: 0, hash: '0'.repeat(64), recordedAt: '1970-01-01T00:00:00.000Z' };

/** Where a stream stands after these commits. */
export const headOf = (commits: readonly StoredCommit[]): StreamHead => commits.at(-1) ?? noStream;

/** Two writers of one stream: the other one won. */
export class VersionConflict extends Error {
  constructor(
    readonly streamId: string,
    readonly expectedVersion: number,
  ) {
    super(`stream ${streamId} is no longer at version ${expectedVersion}`);
    this.name = 'VersionConflict';
  }
}

/** The commit would not fit into one document and one Kafka message. */
export class CommitTooLarge extends Error {
  constructor(
    readonly bytes: number,
    readonly limit: number,
  ) {
    super(`the commit has ${bytes} bytes, ${limit} are allowed`);
    this.name = 'CommitTooLarge';
  }
}
