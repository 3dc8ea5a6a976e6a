import type { Clock } from '@redress/kernel';
import { jobOf, type AlarmQueue, type DueTimer, type TimerJob } from '@redress/timers';
import { ask } from '../world/calls';
import type { World } from '../world/world';

/** A job as it lies in Redis. */
export interface QueuedJob {
  readonly id: string;
  readonly name: string;
  readonly data: TimerJob;
  /** On the wall clock of whoever set it. */
  ringsAt: number;
  /** While a worker has it: until when nobody else gets it. */
  lockedUntil?: number;
  attempts: number;
}

/** As BullMQ's worker has it (`lockDuration`). */
const lockMs = 60_000;

/** A Redis with one queue of delayed jobs, as BullMQ keeps it: a job is there once under its id, and may be lost. */
export class RedisServer {
  private readonly jobs = new Map<string, QueuedJob>();
  private sentinelValue?: string;
  private sentinels = 0;
  private isUp = true;
  private readonly waiting = new Set<() => void>();
  private readonly callbacks: { readonly isAlive: () => boolean; readonly run: () => void }[] = [];

  constructor(private readonly world: World) {}

  get ready(): boolean {
    return this.isUp;
  }

  /** FLUSHALL, or a Redis that came back without its data. */
  loseEverything(): void {
    this.jobs.clear();
    this.sentinelValue = undefined;
  }

  /** Nobody reaches it for a while. */
  goAway(ms: number): void {
    this.isUp = false;
    this.world.between(ms, () => {
      this.isUp = true;
      for (const { isAlive, run } of this.callbacks) if (isAlive()) run();
    });
  }

  ask<T>(what: string, work: () => T | Promise<T>): Promise<T> {
    const reached = (): T | Promise<T> => {
      if (!this.isUp) throw new Error('Redis is away');
      return work();
    };
    return ask(this.world, { what: `redis: ${what}`, work: reached, lost: () => new Error('Redis did not answer') });
  }

  /** The queue as the machine on which this happens sees it. */
  queue(clock: Clock): AlarmQueue {
    const machine = this.world.here;
    const setReady = (callback: () => void): void => {
      const run = (): void => void this.world.after(this.world.random.between(1, 1_000), callback, machine);
      this.callbacks.push({ isAlive: () => machine?.isAlive !== false, run });
      if (this.isUp) callback();
    };
    const isUp = (): boolean => this.isUp;
    return {
      get ready() {
        return isUp();
      },
      onReady: setReady,
      arm: (timers) => {
        const jobs = timers.map((timer) => this.jobFor(timer, clock));
        return this.ask(`arm ${jobs.map(({ id }) => id).join()}`, () => jobs.forEach((job) => this.add(job)));
      },
      remove: (timers) => this.ask('remove', () => timers.forEach(({ timerId }) => this.remove(timerId))),
      armed: (limit) =>
        this.ask(
          'ask for the armed',
          () =>
            new Map(
              this.delayed()
                .slice(0, limit)
                .map(({ id, ringsAt }) => [id, ringsAt]),
            ),
        ),
      retime: (timer) => {
        const { id, ringsAt } = this.jobFor(timer, clock);
        return this.ask(`retime ${id}`, () => this.retime(id, ringsAt));
      },
      sentinel: () => this.ask('set the sentinel', () => (this.sentinelValue ??= `sentinel ${(this.sentinels += 1)}`)),
      foundSentinel: () => this.ask('look for the sentinel', () => this.sentinelValue ?? null),
    };
  }

  /** The next job that is due on the asker's wall clock and that nobody has; waits up to `waitMs` for one. */
  async take(now: number, waitMs: number): Promise<QueuedJob | undefined> {
    const askedAt = this.world.now;
    const first = this.nextDue(now);
    if (first) return this.lock(first);
    const [next] = this.delayed();
    await this.change(Math.max(1, Math.min(waitMs, next ? next.ringsAt - now : waitMs)));
    const later = this.nextDue(now + this.world.now - askedAt);
    return later && this.lock(later);
  }

  /** A worker is done with a job. */
  complete(id: string): void {
    this.jobs.delete(id);
  }

  /** A worker puts a job back, to ring at `ringsAt`. */
  putBack(id: string, ringsAt: number, failed: boolean): void {
    const job = this.jobs.get(id);
    if (!job) return;
    job.ringsAt = ringsAt;
    job.attempts += failed ? 1 : 0;
    job.lockedUntil = undefined;
    this.changed();
  }

  private jobFor(timer: DueTimer, clock: Clock): QueuedJob {
    const { name, data, opts } = jobOf(timer, clock);
    return { id: opts.jobId, name, data, ringsAt: Date.now() + opts.delay, attempts: 0 };
  }

  private add(job: QueuedJob): void {
    if (!this.jobs.has(job.id)) this.jobs.set(job.id, job);
    this.changed();
  }

  private remove(id: string): void {
    const job = this.jobs.get(id);
    if (job && job.lockedUntil === undefined) this.jobs.delete(id);
  }

  private retime(id: string, ringsAt: number): void {
    const job = this.jobs.get(id);
    if (job && job.lockedUntil === undefined) job.ringsAt = ringsAt;
    this.changed();
  }

  private delayed(): QueuedJob[] {
    return [...this.jobs.values()]
      .filter(({ lockedUntil }) => lockedUntil === undefined)
      .sort((one, other) => one.ringsAt - other.ringsAt);
  }

  private nextDue(now: number): QueuedJob | undefined {
    const stalled = [...this.jobs.values()].find(
      ({ lockedUntil }) => lockedUntil !== undefined && lockedUntil < this.world.now,
    );
    return stalled ?? this.delayed().find(({ ringsAt }) => ringsAt <= now);
  }

  private lock(job: QueuedJob): QueuedJob {
    job.lockedUntil = this.world.now + lockMs;
    return { ...job };
  }

  private changed(): void {
    for (const wake of this.waiting) wake();
    this.waiting.clear();
  }

  private change(waitMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.add(resolve);
      this.world.between(waitMs, () => {
        this.waiting.delete(resolve);
        resolve();
      });
    });
  }
}
