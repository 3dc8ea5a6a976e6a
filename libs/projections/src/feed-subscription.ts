/** A change a reader may want to hear of. `id` resumes after it. */
export interface FeedEvent<T> {
  readonly id: string;
  readonly change: T;
}

/** What a subscriber gets: events, or `reset` when some are lost to it and it must read everything anew. */
export type FeedItem<T> = FeedEvent<T> | 'reset';

/** One reader's queue. A reader that is too slow is told to start anew instead of filling the memory. */
export class FeedSubscription<T> implements AsyncIterable<FeedItem<T>> {
  private queue: FeedItem<T>[] = [];
  private wake: () => void = () => undefined;
  private closed = false;

  constructor(
    private readonly maxQueued: number,
    private readonly onClose: (subscription: FeedSubscription<T>) => void,
  ) {}

  push(item: FeedItem<T>): void {
    if (this.closed) return;
    if (item === 'reset' || this.queue.length >= this.maxQueued) this.queue = ['reset'];
    else this.queue.push(item);
    this.wake();
  }

  close(): void {
    this.closed = true;
    this.onClose(this);
    this.wake();
  }

  /** Puts what the reader missed in front, without what it would get twice. */
  catchUp(missed: readonly FeedEvent<T>[]): void {
    const known = new Set(missed.map(({ id }) => id));
    const rest = this.queue.filter((item) => item === 'reset' || !known.has(item.id));
    this.queue = rest.includes('reset') ? ['reset'] : [...missed, ...rest];
    this.wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<FeedItem<T>> {
    try {
      for (;;) {
        const item = this.queue.shift();
        if (item !== undefined) yield item;
        else if (this.closed) return;
        else await new Promise<void>((resolve) => (this.wake = resolve));
      }
    } finally {
      this.close();
    }
  }
}
