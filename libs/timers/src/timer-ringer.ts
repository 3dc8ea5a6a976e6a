import { timerOf, type DueTimer, type DueTimeStore } from '@redress/due-times';
import { TransientFault, type Clock } from '@redress/kernel';
import { delayOf, isDue } from './horizon';
import type { TimerJob } from './timer-job';

export interface TimerRingerOptions {
  readonly store: DueTimeStore;
  readonly clock: Clock;
  readonly fire: (timer: DueTimer) => Promise<void>;
  readonly onError: (error: Error, timer?: DueTimer) => void;
}

/**
 * What becomes of a job that rang: it is done with, it rings again after `ringInMs` real milliseconds as it was too
 * early, or it is given up until the next sweep brings it back.
 */
export type Rung = 'done' | 'given-up' | { readonly ringInMs: number };

/** Asks store and clock whether a job that rang is still right, and fires it (B4). */
export class TimerRinger {
  private readonly counts = { fired: 0, dropped: 0, early: 0, retried: 0, failed: 0 };

  constructor(private readonly options: TimerRingerOptions) {}

  health() {
    return { ...this.counts };
  }

  /** @throws TransientFault to be called again with backoff */
  async ring(kind: string, job: TimerJob): Promise<Rung> {
    const { clock } = this.options;
    const timer = await this.asItStands(timerOf(job.ownerId, { kind, revision: job.revision, dueAt: job.dueAt }));
    if (!timer) {
      this.counts.dropped++;
      return 'done';
    }
    if (!isDue(clock, timer.dueAt)) {
      this.counts.early++;
      return { ringInMs: Math.max(1, delayOf(clock, timer.dueAt)) };
    }
    return this.fire(timer);
  }

  private async asItStands(armed: DueTimer): Promise<DueTimer | undefined> {
    try {
      return await this.options.store.find(armed.timerId, armed.ownerId);
    } catch (error) {
      this.counts.retried++;
      throw new TransientFault('the store of due times did not answer', { cause: error });
    }
  }

  private async fire(timer: DueTimer): Promise<Rung> {
    try {
      await this.options.fire(timer);
      this.counts.fired++;
      return 'done';
    } catch (error) {
      if (error instanceof TransientFault) {
        this.counts.retried++;
        throw error;
      }
      this.counts.failed++;
      this.options.onError(error instanceof Error ? error : new Error(String(error)), timer);
      return 'given-up';
    }
  }
}
