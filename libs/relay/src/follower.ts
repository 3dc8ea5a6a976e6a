import type { ScanPosition, StoredCommit } from '@redress/event-store';
import { describeError, retrying, type Log } from '@redress/messaging';
import { setTimeout as sleep } from 'node:timers/promises';
import { CheckpointWriter } from './checkpoint-writer';
import type { CatchUp, Checkpoint } from './checkpoints';
import { PositionLost } from './commit-stream';
import type { CommitFeed, FollowedStore, Place, TailPorts } from './followed-store';
import type { TailHandler } from './tail';

/** What is read again before the checkpoint when the place was lost: an hour (decisions.md 6). */
const marginMs = 60 * 60 * 1_000;

/** How far two clocks that both follow the database's may be apart, at most. Milliseconds. */
const clockErrorMs = 250;

/** Counted and shown by the tail. */
export interface FollowerStats {
  lastCommitAt?: string;
  republishes: number;
  handled: number;
  /** Handovers that failed; each was tried again. */
  failures: number;
  /** When the place was lost last, on the monotonic clock. */
  positionLostAt?: number;
  lastError?: string;
}

export interface FollowerParts extends Pick<TailPorts, 'store' | 'checkpoints'> {
  readonly handle: TailHandler;
  readonly maxBatch: number;
  readonly stats: FollowerStats;
  readonly log: Log;
  /** The place was lost and the store is read again. */
  readonly onPositionLost: () => void;
}

/** Leads a tail while it has the right to: reads the store where it has to, then follows the change stream. */
export class Follower {
  private readonly writer: CheckpointWriter;

  constructor(
    private readonly parts: FollowerParts,
    private readonly fence: number,
    private readonly signal: AbortSignal,
  ) {
    this.writer = new CheckpointWriter(parts.checkpoints, fence, parts.maxBatch);
  }

  /** Ends when the signal aborts. @throws Fenced · what the driver throws; the checkpoint then says where to go on */
  async run(): Promise<void> {
    let checkpoint = (await this.parts.checkpoints.claim(this.fence)) ?? (await this.begin({}));
    while (!this.signal.aborted) {
      if (checkpoint.catchUp) checkpoint = await this.catchUp(checkpoint, checkpoint.catchUp);
      if (this.signal.aborted) return;
      try {
        await this.follow(checkpoint);
      } catch (error) {
        if (!(error instanceof PositionLost)) throw error;
        checkpoint = await this.startOver(error);
      }
    }
  }

  /**
   * The place now, and after it a reading of the store from `after` (pitfalls M14: first the place, then the store).
   * The reading ends where every commit that is recorded before is sure to be in the store: one that is recorded later
   * could else be seen without the one before it.
   */
  private async begin(after: Partial<ScanPosition>, recordedAt?: string): Promise<Checkpoint> {
    const checkpoint = await beginningAt(this.parts.store, after, recordedAt);
    await this.parts.checkpoints.save(checkpoint, this.fence);
    return checkpoint;
  }

  private async startOver(lost: PositionLost): Promise<Checkpoint> {
    const { checkpoints, stats, log, onPositionLost } = this.parts;
    stats.republishes += 1;
    stats.positionLostAt = performance.now();
    const recordedAt = (await checkpoints.load())?.recordedAt;
    log.error({ error: describeError(lost), recordedAt }, 'the place in the change stream is lost, the store is read again');
    onPositionLost();
    const from = recordedAt ? { recordedAt: new Date(Date.parse(recordedAt) - marginMs).toISOString() } : {};
    return this.begin(from, recordedAt);
  }

  private async catchUp(checkpoint: Checkpoint, { after, until }: CatchUp): Promise<Checkpoint> {
    let batch: StoredCommit[] = [];
    for await (const commit of this.parts.store.scan(after)) {
      if (commit.recordedAt > until) break;
      if (batch.push(commit) < this.parts.maxBatch) continue;
      if (!(await this.deliver(batch))) return checkpoint;
      await this.writer.moved({ ...checkpoint, catchUp: { after: placeOf(commit), until } }, batch.length);
      batch = [];
    }
    if (!(await this.deliver(batch))) return checkpoint;
    const done = { token: checkpoint.token, recordedAt: latest(checkpoint.recordedAt, this.parts.stats.lastCommitAt) };
    await this.writer.moved(done, batch.length);
    await this.writer.flush();
    return done;
  }

  private async follow(checkpoint: Checkpoint): Promise<void> {
    const { store, maxBatch } = this.parts;
    // Without a place the stream would begin now and what came before would be passed over.
    if (!checkpoint.token) throw new PositionLost('the checkpoint holds no place');
    const stream = store.feed(checkpoint.token, maxBatch);
    const close = (): void => void stream.close();
    this.signal.addEventListener('abort', close);
    try {
      await this.drain(stream, checkpoint.recordedAt);
    } catch (error) {
      // Closing the stream makes a waiting read fail: that is no fault.
      if (!this.signal.aborted) throw error;
    } finally {
      this.signal.removeEventListener('abort', close);
      await stream.close();
    }
    await this.writer.flush();
  }

  private async drain(stream: CommitFeed, since: string | undefined): Promise<void> {
    const { maxBatch } = this.parts;
    let recordedAt = since;
    let reading = readAhead(stream, maxBatch);
    while (!this.signal.aborted) {
      const { commits, token } = await reading;
      // The next batch is read while this one is handed over: one more in memory, and no waiting for both in turn.
      reading = readAhead(stream, maxBatch);
      if (!(await this.deliver(commits))) return;
      for (const commit of commits) recordedAt = latest(recordedAt, commit.recordedAt);
      await this.writer.moved({ token, recordedAt }, commits.length);
    }
  }

  /** Hands over until it is taken: a commit is never passed over. Says no when the signal aborted before that. */
  private async deliver(commits: readonly StoredCommit[]): Promise<boolean> {
    if (commits.length === 0) return true;
    if (this.signal.aborted) return false;
    const { handle, stats, log } = this.parts;
    const again = (error: unknown, failures: number): boolean => {
      stats.lastError = describeError(error);
      stats.failures += 1;
      log.warn({ error: stats.lastError, failures, commits: commits.length }, 'commits were not taken, trying again');
      return true;
    };
    try {
      await retrying(() => handle(commits), { signal: this.signal, again });
    } catch (error) {
      if (this.signal.aborted) return false;
      throw error;
    }
    stats.lastError = undefined;
    stats.handled += commits.length;
    for (const commit of commits) stats.lastCommitAt = latest(stats.lastCommitAt, commit.recordedAt);
    return true;
  }
}

interface StreamBatch {
  readonly commits: readonly StoredCommit[];
  /** The place after them. */
  readonly token: Place;
}

const readAhead = (stream: CommitFeed, max: number): Promise<StreamBatch> => {
  const reading = stream.next(max).then((commits) => ({ commits, token: stream.token }));
  // Looked at when its turn comes; until then a failure is no unhandled one.
  reading.catch(() => undefined);
  return reading;
};

/** A checkpoint that has the store read from `after` on, and the change stream followed from now on. */
export const beginningAt = async (store: FollowedStore, after: Partial<ScanPosition>, recordedAt?: string): Promise<Checkpoint> => {
  const token = await store.place();
  const until = new Date((await store.now()) + clockErrorMs).toISOString();
  await sleep(clockErrorMs * 2);
  return { token, catchUp: { after, until }, ...(recordedAt === undefined ? {} : { recordedAt }) };
};

const placeOf = ({ recordedAt, streamId, version }: StoredCommit): ScanPosition => ({ recordedAt, streamId, version });

const latest = (one: string | undefined, other: string | undefined): string | undefined =>
  one === undefined || (other !== undefined && other > one) ? other : one;
