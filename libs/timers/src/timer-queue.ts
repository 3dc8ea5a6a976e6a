import type { DueTimer } from '@redress/due-times';
import type { Clock } from '@redress/kernel';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { randomUUID } from 'node:crypto';
import { delayOf } from './horizon';

/** What a job carries; its id is the timerId, its name the kind. */
export interface TimerJob {
  readonly ownerId: string;
  readonly revision: number;
  readonly dueAt: string;
}

/** When a waiting job will ring, on this machine's wall clock, milliseconds. */
export type ArmedJobs = ReadonlyMap<string, number>;

/** BullMQ packs due time and a counter into one score. */
const scoreUnit = 0x1000;
const bulk = 1000;
const page = 10_000;
/** Longest pause between attempts to reach a lost Redis. */
const reconnectMs = 1000;
/** Where BullMQ keeps its keys. */
export const keyPrefix = 'bull';

/** Redis answers at once or fails (`1`), or a worker waits for it for ever (`null`) (B8). */
export const connectionOptions = (maxRetriesPerRequest: 1 | null) => ({
  maxRetriesPerRequest,
  enableOfflineQueue: maxRetriesPerRequest === null,
  connectTimeout: 5000,
  retryStrategy: (attempt: number) => Math.min(100 * attempt, reconnectMs),
});

/** The Redis side of timers: a BullMQ queue of delayed jobs and a connection that looks after it. */
export class TimerQueue {
  private readonly redis: Redis;
  private readonly queue: Queue<TimerJob, void, string>;

  constructor(
    url: string,
    private readonly name: string,
    private readonly clock: Clock,
    private readonly onError: (error: Error) => void,
  ) {
    this.redis = new Redis(url, connectionOptions(1));
    this.redis.on('error', onError);
    this.queue = new Queue<TimerJob, void, string>(name, {
      // Without the version check a Redis that dies in the first handshake cannot spoil the connection for good.
      connection: { url, ...connectionOptions(1), skipVersionCheck: true },
      prefix: keyPrefix,
      defaultJobOptions: { removeOnComplete: true, removeOnFail: true, attempts: 1000, backoff: { type: 'timer' } },
    });
    this.queue.on('error', onError);
  }

  /** Whether Redis can be asked now. */
  get ready(): boolean {
    return this.redis.status === 'ready';
  }

  /** Calls back each time Redis can be asked again. */
  onReady(callback: () => void): void {
    this.redis.on('ready', callback);
    if (this.ready) callback();
  }

  /** Adds jobs; one that is there already, in whatever state, stays as it is (B3). Throws when Redis does. */
  async arm(timers: readonly DueTimer[]): Promise<void> {
    for (let from = 0; from < timers.length; from += bulk) {
      await this.queue.addBulk(timers.slice(from, from + bulk).map((timer) => this.jobOf(timer)));
    }
  }

  /** As `arm`, but a Redis that is away or full costs no caller anything (B7). */
  async tryArm(timers: readonly DueTimer[]): Promise<void> {
    if (timers.length > 0) await this.attempt(() => this.arm(timers));
  }

  /** Takes jobs out that nobody waits for any more; one that is running is let be, the worker asks the store. */
  async tryRemove(timers: readonly DueTimer[]): Promise<void> {
    if (timers.length === 0) return;
    await this.attempt(() => Promise.all(timers.map(({ timerId }) => this.queue.remove(timerId))));
  }

  /** The jobs that wait for their time, about `limit` at most, earliest first. */
  async armed(limit: number): Promise<ArmedJobs> {
    const found = new Map<string, number>();
    for (let from = 0; from < limit; from += page) {
      const jobs = await this.delayed(from, from + page - 1);
      for (const [id, ringsAt] of jobs) found.set(id, ringsAt);
      if (jobs.length < page) break;
    }
    return found;
  }

  /** Sets a waiting job to ring when it should. */
  async retime(timer: DueTimer): Promise<void> {
    const job = await this.queue.getJob(timer.timerId);
    if (job && (await job.isDelayed())) await job.changeDelay(delayOf(this.clock, timer.dueAt));
  }

  /** Resolves when Redis answers. @throws when it does not */
  async ping(): Promise<void> {
    if (!this.ready) throw new Error('Redis is not connected');
    await this.redis.ping();
  }

  /** How long a job has been due without being taken, milliseconds; 0 when none is. */
  async longestOverdueMs(): Promise<number> {
    const [waiting, [first]] = await Promise.all([this.redis.llen(this.key('wait')), this.delayed(0, 0)]);
    const overdue = first ? Math.max(0, Date.now() - first[1]) : 0;
    return waiting > 0 ? Math.max(1, overdue) : overdue;
  }

  /** The sentinel's value, written when it is missing: who empties Redis takes it away (B2). */
  async sentinel(): Promise<string | null> {
    await this.redis.set(this.sentinelKey(), randomUUID(), 'NX');
    return this.redis.get(this.sentinelKey());
  }

  /** The sentinel's value as it stands. */
  foundSentinel(): Promise<string | null> {
    return this.redis.get(this.sentinelKey());
  }

  async close(): Promise<void> {
    await this.queue.close();
    this.redis.disconnect();
  }

  private async attempt(work: () => Promise<unknown>): Promise<void> {
    if (!this.ready) return;
    try {
      await work();
    } catch (error) {
      this.onError(error instanceof Error ? error : new Error(String(error)));
    }
  }

  private jobOf({ timerId, kind, ownerId, revision, dueAt }: DueTimer) {
    const opts = { jobId: timerId, delay: delayOf(this.clock, dueAt) };
    return { name: kind, data: { ownerId, revision, dueAt }, opts };
  }

  private async delayed(from: number, to: number): Promise<[string, number][]> {
    const flat = await this.redis.zrange(this.key('delayed'), from, String(to), 'WITHSCORES');
    return pairs(flat).map(([id, score]) => [id, Math.floor(score / scoreUnit)]);
  }

  private key(type: string): string {
    return `${keyPrefix}:${this.name}:${type}`;
  }

  private sentinelKey(): string {
    return `timers:epoch:${this.name}`;
  }
}

const pairs = (flat: readonly string[]): [string, number][] =>
  flat.flatMap((id, index) => (index % 2 === 0 ? [[id, Number(flat[index + 1])] satisfies [string, number]] : []));
