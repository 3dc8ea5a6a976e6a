import { TransientFault, type CommitEnvelope, type VersionedEvent } from '@redress/kernel';

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

/** A position with its missing parts as low as they can be: a time alone stands before all commits of that instant. */
export const fullPosition = ({ recordedAt = '', streamId = '', version = 0 }: Partial<ScanPosition>): ScanPosition => ({
  recordedAt,
  streamId,
  version,
});

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
   * @throws VersionConflict another commit is there · CommitTooLarge over 256 KiB · InvalidCommit it cannot be stored ·
   * OutcomeUnknown the store did not say whether it took it and could not be asked (a TransientFault).
   */
  append(head: StreamHead, commit: NewCommit): Promise<StoredCommit>;
  /** The commits of a stream from a version on (default 1), at most `limit` (default all), in their newest schema. */
  readStream(streamId: string, fromVersion?: number, limit?: number): Promise<readonly StoredCommit[]>;
  /** The commit with this id, wherever it is. */
  findCommit(commitId: string): Promise<StoredCommit | undefined>;
  /**
   * Every commit in relay order, after a position; memory is bounded whatever the length.
   * A position with a time alone stands before all commits of that instant. It is no tail: a commit may still be
   * recorded before the last one seen (pitfalls M7).
   */
  scan(after?: Partial<ScanPosition>): AsyncIterable<StoredCommit>;
  count(): Promise<number>;
  /** The schema version new events of a type are written with: where the upcasters lead. */
  schemaVersionOf(type: string): number;
  /** Walks one stream, or all: versions contiguous, every hash and link right. */
  verify(streamId?: string): AsyncIterable<ChainFault>;
}

/** The head of a stream without commits. */
export const noStream: StreamHead = { version: 0, hash: '0'.repeat(64), recordedAt: '1970-01-01T00:00:00.000Z' };

/** Where a stream stands after these commits. */
export const headOf = (commits: readonly StoredCommit[]): StreamHead => commits.at(-1) ?? noStream;

/** Two writers of one stream: the other one won. Transient, as deciding again on the fresh state will do; HTTP says 409. */
export class VersionConflict extends TransientFault {
  constructor(
    readonly streamId: string,
    readonly expectedVersion: number,
  ) {
    super(`stream ${streamId} is no longer at version ${expectedVersion}`);
    this.name = 'VersionConflict';
  }
}

/**
 * The store was asked to take a commit and nobody could say whether it did (pitfalls M2).
 * The same commitId may be sent again without harm.
 */
export class OutcomeUnknown extends TransientFault {
  constructor(
    readonly commitId: string,
    options?: { cause?: unknown },
  ) {
    super(`it is not known whether commit ${commitId} was stored`, options);
    this.name = 'OutcomeUnknown';
  }
}

/** A commit that no store could take: without events, not JSON, or under an id that another stream uses. */
export class InvalidCommit extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'InvalidCommit';
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
