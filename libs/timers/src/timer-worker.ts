import { DelayedError, UnrecoverableError, Worker, type Job } from 'bullmq';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TimerJob } from './timer-job';
import { connectionOptions, keyPrefix } from './timer-queue';
import type { TimerRinger } from './timer-ringer';

interface TimerWorkerOptions {
  readonly redis: string;
  readonly queueName: string;
  readonly ringer: TimerRinger;
  readonly onError: (error: Error) => void;
  readonly concurrency: number;
}

const firstRetryMs = 250;
/** Longest pause before a timer whose fire failed for now is tried again. */
export const longestRetryMs = 10_000;
const stopWithinMs = 10_000;
const closeWithinMs = 3000;

/** Milliseconds until a timer whose fire failed for now is tried again. */
export const retryDelay = (attemptsMade: number): number => {
  const longest = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(attemptsMade, 10));
  return Math.round(longest * (0.5 + Math.random() / 2));
};

/** Takes due jobs out of Redis and has them rung. */
export class TimerWorker {
  private worker?: Worker<TimerJob, void, string>;
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
    const rung = await this.options.ringer.ring(job.name, job.data);
    if (rung === 'done') return;
    // Out of the queue; the next sweep brings it back as long as the store still wants it.
    if (rung === 'given-up') throw new UnrecoverableError('the timer could not be fired');
    await job.moveToDelayed(Date.now() + rung.ringInMs, token);
    throw new DelayedError();
  }
}
