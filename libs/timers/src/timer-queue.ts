import type { DueTimer } from '@redress/due-times';
import type { Clock } from '@redress/kernel';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { randomUUID } from 'node:crypto';
import type { AlarmQueue, ArmedJobs } from './alarm-queue';
import { delayOf } from './horizon';
import { jobOf, type TimerJob } from './timer-job';

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
export class TimerQueue implements AlarmQueue {
  private readonly redis: Redis;
  private readonly queue: Queue<TimerJob, void, string>;

  constructor(
    url: string,
    private readonly name: string,
    private readonly clock: Clock,
    onError: (error: Error) => void,
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

  get ready(): boolean {
    return this.redis.status === 'ready';
  }

  onReady(callback: () => void): void {
    this.redis.on('ready', callback);
    if (this.ready) callback();
  }

  async arm(timers: readonly DueTimer[]): Promise<void> {
    for (let from = 0; from < timers.length; from += bulk) {
      await this.queue.addBulk(timers.slice(from, from + bulk).map((timer) => jobOf(timer, this.clock)));
    }
  }

  async remove(timers: readonly DueTimer[]): Promise<void> {
    await Promise.all(timers.map(({ timerId }) => this.queue.remove(timerId)));
  }

  async armed(limit: number): Promise<ArmedJobs> {
    const found = new Map<string, number>();
    for (let from = 0; from < limit; from += page) {
      const jobs = await this.delayed(from, from + page - 1);
      for (const [id, ringsAt] of jobs) found.set(id, ringsAt);
      if (jobs.length < page) break;
    }
    return found;
  }

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

  async sentinel(): Promise<string | null> {
    await this.redis.set(this.sentinelKey(), randomUUID(), 'NX');
    return this.redis.get(this.sentinelKey());
  }

  foundSentinel(): Promise<string | null> {
    return this.redis.get(this.sentinelKey());
  }

  async close(): Promise<void> {
    await this.queue.close();
    this.redis.disconnect();
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
