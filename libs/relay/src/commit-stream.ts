import { isOutage, type CommitDocument, type ScanPosition, type StoredCommit } from '@redress/event-store';
import { within } from '@redress/messaging';
import { mongo } from 'mongoose';

/** What a tail needs of a store; `MongoEventStore` is one. */
export interface TailSource {
  readonly commits: mongo.Collection<CommitDocument>;
  decode(document: CommitDocument): StoredCommit;
  scan(after?: Partial<ScanPosition>): AsyncIterable<StoredCommit>;
}

/** The place in the change stream is gone: the store must be read again from the checkpoint (pitfalls M9). */
export class PositionLost extends Error {
  constructor(why: string, options?: { cause?: unknown }) {
    super(`the change stream cannot be resumed: ${why}`, options);
    this.name = 'PositionLost';
  }
}

/** The stream gave no sign for too long although the database was written to (pitfalls M11). */
export class StreamStalled extends Error {
  constructor(ms: number) {
    super(`the change stream did not move for ${ms} ms`);
    this.name = 'StreamStalled';
  }
}

/** Inserts are what we follow; the others end the stream and must not be overlooked (pitfalls M12). */
const operations = ['insert', 'drop', 'rename', 'dropDatabase', 'invalidate'];

/** History lost, fatal, invalid resume token (MongoDB error codes). */
const lostCodes = new Set([286, 280, 260]);
/** Unauthorized, authentication failed: nothing is lost, somebody must look. */
const accessCodes = new Set([13, 18]);

/** An answer that is later than this, where the server was to wait a second at most, means a dead connection. Milliseconds. */
const answerWithinMs = 20_000;

export interface CommitStreamOptions {
  /** The place to go on from; without it, now. */
  readonly after?: mongo.ResumeToken;
  /** Most changes in one answer of the server. */
  readonly batchSize: number;
  /** How long the server waits for a change before it gives an empty answer. */
  readonly waitMs?: number;
  /** How long the token may stand still. */
  readonly stallMs?: number;
}

type Change = mongo.ChangeStreamDocument<CommitDocument>;

/** The inserts into a store's commits in the order the database took them, from a place on (pitfalls M7, M11). */
export class CommitStream {
  private readonly stream: mongo.ChangeStream<CommitDocument>;
  private readonly stallMs: number;
  private isOpened = false;
  private movedAt = performance.now();
  private lastToken = '';

  /** Nothing is asked before the first `next()`. */
  constructor(source: Pick<TailSource, 'commits'>, options: CommitStreamOptions) {
    const { after, batchSize, waitMs = 1_000, stallMs = 60_000 } = options;
    const pipeline = [{ $match: { operationType: { $in: operations } } }];
    const place = after ? { resumeAfter: after } : {};
    this.stream = source.commits.watch<CommitDocument, Change>(pipeline, { ...place, batchSize, maxAwaitTimeMS: waitMs });
    this.stallMs = stallMs;
  }

  /** The place after everything given so far; it moves on an idle collection too (pitfalls M10). */
  get token(): mongo.ResumeToken {
    return this.stream.resumeToken;
  }

  /**
   * What is there, up to `max`; waits up to `waitMs` for the first.
   * @throws PositionLost · StreamStalled · what the driver throws
   */
  async next(max: number): Promise<CommitDocument[]> {
    const documents: CommitDocument[] = [];
    for (let change = await this.tryNext(); change; change = await this.tryNext()) {
      documents.push(documentOf(change));
      if (documents.length >= max || this.stream.bufferedCount() === 0) break;
    }
    this.watchMoving();
    return documents;
  }

  async close(): Promise<void> {
    await this.stream.close().catch(() => undefined);
  }

  private async tryNext(): Promise<Change | null> {
    try {
      const change = await (this.stream.bufferedCount() > 0
        ? this.stream.tryNext()
        : within(answerWithinMs, 'the change stream', this.stream.tryNext()));
      this.isOpened = true;
      if (!change && this.stream.closed) throw new Error('the change stream was closed');
      return change;
    } catch (error) {
      throw this.isLost(error) ? new PositionLost(error.message, { cause: error }) : error;
    }
  }

  private isLost(error: unknown): error is mongo.MongoServerError {
    if (!(error instanceof mongo.MongoServerError)) return false;
    const code = Number(error.code);
    if (lostCodes.has(code) || error.hasErrorLabel('NonResumableChangeStreamError')) return true;
    // A token the server cannot even read comes under many codes.
    return !this.isOpened && !isOutage(error) && !accessCodes.has(code);
  }

  /** The leader renews its lease in the same database every few seconds: a token that does not move sees nothing. */
  private watchMoving(): void {
    const token = JSON.stringify(this.token);
    if (token !== this.lastToken) {
      this.lastToken = token;
      this.movedAt = performance.now();
    } else if (performance.now() - this.movedAt > this.stallMs) {
      throw new StreamStalled(this.stallMs);
    }
  }
}

const documentOf = (change: Change): CommitDocument => {
  if (change.operationType === 'insert') return change.fullDocument;
  throw new PositionLost(`the collection had a ${change.operationType}`);
};

/** The place in the change stream that stands for now: what is inserted later comes after it. */
export const currentToken = async (source: Pick<TailSource, 'commits'>): Promise<mongo.ResumeToken> => {
  const stream = new CommitStream(source, { batchSize: 1, waitMs: 20 });
  try {
    await stream.next(1);
    return stream.token;
  } finally {
    await stream.close();
  }
};
