import { timerOf, type DueTime, type DueTimer, type DueTimeStore } from '@redress/due-times';
import type { AlarmQueue } from './alarm-queue';
import type { Sweeper } from './sweeper';

interface AlarmClockParts {
  readonly queue: AlarmQueue;
  readonly store: DueTimeStore;
  readonly sweeper: Sweeper;
  readonly onError: (error: Error) => void;
}

/** Puts what streams wait for into the store of due times, and what is near into the queue. */
export class AlarmClock {
  constructor(private readonly parts: AlarmClockParts) {}

  /** Never fails: what the queue does not take, a sweep brings later (B7). */
  async arm(timers: readonly DueTimer[]): Promise<void> {
    const { queue, sweeper } = this.parts;
    const near = sweeper.admit(timers);
    if (near.length > 0) await this.attempt(() => queue.arm(near));
  }

  /** Records what an owner waits for at a version, then arms what is near. Throws only when the store fails. */
  async sync(ownerId: string, version: number, due: readonly DueTime[]): Promise<void> {
    const { queue, store } = this.parts;
    const { replaced, dropped } = await store.replace(ownerId, version, due);
    if (!replaced) return;
    if (dropped.length > 0) await this.attempt(() => queue.remove(dropped));
    await this.arm(due.map((one) => timerOf(ownerId, one)));
  }

  /** A Redis that is away or full costs no caller anything (B7). */
  private async attempt(work: () => Promise<void>): Promise<void> {
    if (!this.parts.queue.ready) return;
    try {
      await work();
    } catch (error) {
      this.parts.onError(error instanceof Error ? error : new Error(String(error)));
    }
  }
}
