import { timerOf, type DueTimer, type DueTimeStore } from '@redress/due-times';
import { TransientFault, type Clock } from '@redress/kernel';
import { DelayedError, UnrecoverableError, Worker, type Job } from 'bullmq';
import { setTimeout as sleep } from 'node:timers/promises';
import { delayOf, isDue } from './horizon';
import { connectionOptions, keyPrefix, type TimerJob } from './timer-queue';

interface TimerWorkerOptions {
  readonly redis: string;
  readonly queueName: string;
  readonly store: DueTimeStore;
  readonly clock: Clock;
  readonly fire: (timer: DueTimer) => Promise<void>;
  readonly onError: (error: Error, timer?: DueTimer) => void;
  readonly concurrency: number;
}

const firstRetryMs = 250;
/** Longest pause before a timer whose fire failed for now is tried again. */
export const longestRetryMs = 10_000;
const stopWithinMs = 10_000;
const closeWithinMs = 3000;

const retryDelay = (attemptsMade: number): number => {
  const longest = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(attemptsMade, 10));
  return Math.round(longest * (0.5 + Math.random() / 2));
};

/** Takes due jobs, asks store and clock whether they are still right, and fires them. */
export class TimerWorker {
  private worker?: Worker<TimerJob, void, string>;
  private readonly counts = { fired: 0, dropped: 0, early: 0, retried: 0, failed: 0 };
  private taken = 0;
  private active = 0;

  constructor(private readonly options: TimerWorkerOptions) {}

  start(): void {
    const { redis, queueName, concurrency, onError } = this.options;
    this.worker = new Worker<TimerJob, void, string>(queueName, (job, token) => this.take(job, token), {
      connection: { url: redis, ...connectionOptions(null) },
      prefix: keyPrefix,
      concurrency,
      // A blocked event loop must not end a timer for good (B5): a stalled job comes again, and its effect is one.
      lockDuration: 60_000,
      maxStalledCount: 5,
      settings: { backoffStrategy: retryDelay },
    });
    this.worker.on('error', (error) => onError(error));
  }

  /** Jobs taken so far: tells the watchdog that the queue moves. */
  get progress(): number {
    return this.taken;
  }

  health() {
    return { ...this.counts };
  }

  /** Takes no more, lets running fires end within 10 s, and lets go of Redis even when it does not answer. */
  async stop(): Promise<void> {
    const { worker } = this;
    if (!worker) return;
    delete this.worker;
    await worker.pause(true);
    for (let waited = 0; this.active > 0 && waited < stopWithinMs; waited += 20) await sleep(20);
    const bound = new AbortController();
    const late = sleep(closeWithinMs, undefined, { signal: bound.signal }).catch(() => undefined);
    await Promise.race([worker.close(this.active > 0), late]);
    bound.abort();
    await worker.disconnect().catch(() => undefined);
  }

  private async take(job: Job<TimerJob, void, string>, token: string | undefined): Promise<void> {
    this.taken++;
    this.active++;
    try {
      await this.ring(job, token);
    } finally {
      this.active--;
    }
  }

  private async ring(job: Job<TimerJob, void, string>, token: string | undefined): Promise<void> {
    const armed = timerOf(job.data.ownerId, { kind: job.name, revision: job.data.revision, dueAt: job.data.dueAt });
    const timer = await this.asItStands(armed);
    if (!timer) {
      this.counts.dropped++;
      return;
    }
    if (!isDue(this.options.clock, timer.dueAt)) {
      this.counts.early++;
      await job.moveToDelayed(Date.now() + Math.max(1, delayOf(this.options.clock, timer.dueAt)), token);
      throw new DelayedError();
    }
    await this.fire(timer);
  }

  private async asItStands(armed: DueTimer): Promise<DueTimer | undefined> {
    try {
      return await this.options.store.find(armed.timerId, armed.ownerId);
    } catch (error) {
      this.counts.retried++;
      throw new TransientFault('the store of due times did not answer', { cause: error });
    }
  }

  private async fire(timer: DueTimer): Promise<void> {
    try {
      await this.options.fire(timer);
      this.counts.fired++;
    } catch (error) {
      if (error instanceof TransientFault) {
        this.counts.retried++;
        throw error;
      }
      this.counts.failed++;
      this.options.onError(error instanceof Error ? error : new Error(String(error)), timer);
      // Out of the queue; the next sweep brings it back as long as the store still wants it.
      throw new UnrecoverableError('the timer could not be fired');
    }
  }
}
