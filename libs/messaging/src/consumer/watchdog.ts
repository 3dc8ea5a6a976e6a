/** What a watchdog looks at. */
export interface Watched {
  /** Messages behind, in partitions that do not wait for a dependency. */
  unexplainedLag(): number;
  /** Whether the group has given this member its partitions. */
  joined(): boolean;
  /** Settled messages so far. */
  progress(): number;
}

/** The consumer stood still although there was work and nothing was known to hinder it (K14). */
export class ConsumerStalled extends Error {
  constructor(group: string, ms: number, why: string) {
    super(`${group} made no progress for ${Math.round(ms / 1000)} s: ${why}`);
    this.name = 'ConsumerStalled';
  }
}

/** Notices a consumer that stands still without an error: no client library gets out of that by itself (K14). */
export class Watchdog {
  private lastProgress = -1;
  private movedAt = performance.now();
  private isStill = false;

  constructor(
    private readonly group: string,
    private readonly stallMs: number,
    private readonly watched: Watched,
  ) {}

  /** Milliseconds without progress although there is work; 0 while all is well. */
  get stalledMs(): number {
    return this.isStill ? performance.now() - this.movedAt : 0;
  }

  /** To be called regularly, and only while the broker answers. Returns what is wrong, if something is. */
  look(): ConsumerStalled | undefined {
    const progress = this.watched.progress();
    const joined = this.watched.joined();
    const idle = joined && this.watched.unexplainedLag() === 0;
    this.isStill = progress === this.lastProgress && !idle;
    if (!this.isStill) {
      this.lastProgress = progress;
      this.movedAt = performance.now();
      return undefined;
    }
    const ms = performance.now() - this.movedAt;
    if (ms < this.stallMs) return undefined;
    const why = joined ? 'messages wait and none is handled' : 'the group gives it no partitions';
    return new ConsumerStalled(this.group, ms, why);
  }
}
