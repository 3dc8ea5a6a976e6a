import { TransientFault } from '@redress/kernel';

interface Entry<T> {
  readonly items: readonly T[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Puts the work of callers that come while it is busy into one call: under load batches grow, idle ones do not wait,
 * and one process never races against itself. When a joint call fails for good, each caller's items are tried alone,
 * so that only the caller with the bad one hears of it.
 */
export class Coalescer<T> {
  private waiting: Entry<T>[] = [];
  private busy = false;

  constructor(
    private readonly work: (items: readonly T[]) => Promise<void>,
    private readonly maxItems: number,
  ) {}

  add(items: readonly T[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ items, resolve, reject });
      void this.drain();
    });
  }

  private async drain(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    for (let joint = this.take(); joint.length > 0; joint = this.take()) await this.run(joint);
    this.busy = false;
  }

  private take(): Entry<T>[] {
    let items = 0;
    const fits = this.waiting.findIndex((entry) => (items += entry.items.length) > this.maxItems);
    return this.waiting.splice(0, fits === -1 ? this.waiting.length : Math.max(1, fits));
  }

  private async run(joint: readonly Entry<T>[]): Promise<void> {
    try {
      await this.work(joint.flatMap(({ items }) => items));
      joint.forEach(({ resolve }) => resolve());
    } catch (error) {
      if (joint.length === 1 || error instanceof TransientFault) joint.forEach(({ reject }) => reject(error));
      else for (const entry of joint) await this.run([entry]);
    }
  }
}
