import { retryDelay, type TimerRinger } from '@redress/timers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { QueuedJob, RedisServer } from './redis-server';

const blockMs = 5_000;
const reconnectMs = 1_000;

/** BullMQ's worker as far as ours uses it: takes what is due, and has it rung. */
export class SimulatedWorker {
  constructor(
    private readonly redis: RedisServer,
    private readonly ringer: TimerRinger,
  ) {}

  /** Takes jobs until its machine dies. */
  async run(): Promise<void> {
    for (;;) {
      try {
        const job = await this.redis.ask(
          'take a job',
          (
            (now) => () =>
              this.redis.take(now, blockMs)
          )(Date.now()),
        );
        if (job) void this.work(job);
      } catch {
        await sleep(reconnectMs);
      }
    }
  }

  private async work(job: QueuedJob): Promise<void> {
    const { id } = job;
    try {
      await this.settle(id, await this.rung(job));
    } catch {
      // The job stays locked until it counts as stalled.
    }
  }

  private async rung(job: QueuedJob): Promise<{ ringsAt: number; failed: boolean } | undefined> {
    try {
      const rung = await this.ringer.ring(job.name, job.data);
      return typeof rung === 'string' ? undefined : { ringsAt: Date.now() + rung.ringInMs, failed: false };
    } catch {
      return { ringsAt: Date.now() + retryDelay(job.attempts + 1), failed: true };
    }
  }

  private settle(id: string, again: { ringsAt: number; failed: boolean } | undefined): Promise<void> {
    if (!again) return this.redis.ask(`complete ${id}`, () => this.redis.complete(id));
    return this.redis.ask(`put ${id} back`, () => this.redis.putBack(id, again.ringsAt, again.failed));
  }
}
