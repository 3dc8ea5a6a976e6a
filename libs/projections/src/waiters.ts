import { setTimeout as sleep } from 'node:timers/promises';

/** A place in a stream that a reader wants to have been applied. */
export interface WantedVersion {
  readonly streamId: string;
  readonly version: number;
}

interface Waiter extends WantedVersion {
  readonly wake: () => void;
}

/** How often the database is asked while nothing was heard: another process may be the one that applies. */
const pollMs = 100;

/** Wakes readers as soon as this process applied what they wait for (decisions.md 19). */
export class Waiters {
  private readonly waiting = new Set<Waiter>();

  /** Tells which versions were applied. */
  applied(commits: readonly { readonly envelope: WantedVersion }[]): void {
    if (this.waiting.size === 0) return;
    for (const { envelope } of commits) {
      for (const waiter of this.waiting) {
        if (waiter.streamId === envelope.streamId && waiter.version <= envelope.version) waiter.wake();
      }
    }
  }

  /** Asks `isThere` until it says yes or the time is over; true when it did. */
  async until(wanted: WantedVersion, isThere: () => Promise<boolean>, timeoutMs: number): Promise<boolean> {
    const giveUpAt = performance.now() + timeoutMs;
    for (;;) {
      const change = this.listen(wanted);
      try {
        if (await isThere()) return true;
        const left = giveUpAt - performance.now();
        if (left <= 0) return false;
        await Promise.race([change.heard, sleep(Math.min(pollMs, left))]);
      } finally {
        change.stop();
      }
    }
  }

  private listen(wanted: WantedVersion): { heard: Promise<void>; stop: () => void } {
    let wake = (): void => undefined;
    const heard = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const waiter = { ...wanted, wake };
    this.waiting.add(waiter);
    return { heard, stop: () => this.waiting.delete(waiter) };
  }
}
