import type { KafkaMessage } from 'kafkajs';
import { StreamVersions } from '../stream-versions';
import { OffsetWindow } from './offset-window';
import { receive, type Received } from './received';

/** What is done with messages; resolves when all are handled or parked, rejects when the partition is closing. */
export type Settle = (slice: readonly Received[], work: PartitionWork) => Promise<void>;

export interface PartitionLimits {
  /** Most commits in one call. With 1, keys are independent of each other; else the partition is handled in order. */
  readonly maxBatch: number;
  /** Calls of this partition that may wait for a dependency before no new ones are begun. */
  readonly waiting: number;
  /** Messages taken in and not settled before fetching pauses. */
  readonly queued: number;
  /** Messages behind an unsettled one before fetching pauses, so that a restart repeats no more than these. */
  readonly span: number;
}

export interface PartitionEvents {
  /** A slice was settled, or a call starts or stops waiting. */
  onChange(work: PartitionWork): void;
  /** A fault of our own, which nothing was prepared for. */
  onFault(error: unknown): void;
}

/** The partition's log holds other messages than before under the same offsets: the topic was made anew (K3, F6). */
export class LogRestarted extends Error {
  constructor(topic: string, partition: number, offset: number, committed: number) {
    super(
      `${topic}/${partition} began anew (offset ${offset} came after ${committed} was committed): the topic was made again. ` +
        'Run `redress relay verify`, then start again.',
    );
    this.name = 'LogRestarted';
  }
}

/**
 * One assigned partition: what was fetched waits here in lanes and each lane is worked off in order.
 * The fetch loop only fills it, so that heartbeats never depend on a handler (pitfalls K4).
 */
export class PartitionWork {
  readonly versions = new StreamVersions();
  /** Highest store epoch seen, 0 when none was (X5). */
  epoch = 0;
  /** The next offset that Kafka knows the group to have reached; -1 when none. */
  committed = -1;
  /** The end of the partition as last heard. */
  end = 0;
  /** Whether kafkajs was told not to fetch it. */
  paused = false;
  /** What was committed when the group was last joined: nothing before it can come again. */
  private floor = -1;
  private readonly window = new OffsetWindow();
  private readonly lanes = new Map<string, Received[]>();
  private readonly ready: string[] = [];
  private readonly revoked = new AbortController();
  private readonly closed = new AbortController();
  private readonly counts = { running: 0, waiting: 0, queued: 0 };
  private isOpen = false;
  constructor(
    readonly topic: string,
    readonly partition: number,
    private readonly limits: PartitionLimits,
    private readonly settle: Settle,
    private readonly events: PartitionEvents,
  ) {}

  /** Aborts when the partition is taken away, or running calls do not end in time at stop. */
  get signal(): AbortSignal {
    return this.revoked.signal;
  }

  /** Aborts when nothing new may begin: what failed is not tried again here. */
  get closing(): AbortSignal {
    return this.closed.signal;
  }

  get waiting(): number {
    return this.counts.waiting;
  }

  get running(): number {
    return this.counts.running;
  }

  /** Takes fetched messages in; those a rebalance made kafkajs fetch again are left out. @throws LogRestarted */
  take(messages: readonly KafkaMessage[]): void {
    for (const message of messages) {
      const received = receive(this.topic, this.partition, message);
      if (received.offset < this.floor) throw new LogRestarted(this.topic, this.partition, received.offset, this.floor);
      if (received.offset < (this.window.next() ?? 0)) continue;
      this.window.add(received);
      this.enqueue(received);
    }
    this.pump();
  }

  /** The group was joined again: fetching begins at what is committed, and not at what is committed from now on. */
  rejoined(): void {
    this.floor = this.committed;
  }

  /** Begins to work: called once it is known which keys are parked. */
  open(): void {
    this.isOpen = true;
    this.pump();
  }

  /** Begins nothing new; what runs may end. */
  close(): void {
    this.isOpen = false;
    this.closed.abort();
  }

  /** The partition belongs to somebody else now: what runs is aborted, what waits is forgotten. */
  revoke(): void {
    this.close();
    this.revoked.abort();
    this.lanes.clear();
    this.ready.length = 0;
  }

  /** A call waits for a dependency from here on; `stopWaiting` must follow. */
  startWaiting(): void {
    this.counts.waiting += 1;
    this.events.onChange(this);
  }

  stopWaiting(): void {
    this.counts.waiting -= 1;
    this.events.onChange(this);
    this.pump();
  }

  /** The offset to commit: the lowest that is not settled (K7). */
  committable(): number | undefined {
    return this.window.committable();
  }

  /** Messages not settled yet, the fetched and the ones still in Kafka. */
  lag(): number {
    const reached = this.window.committable() ?? Math.max(this.committed, 0);
    return Math.max(0, this.end - reached);
  }

  /** Whether fetching must stop: a dependency is away, or enough is here already. */
  isFull(): boolean {
    const { waiting, queued, span } = this.limits;
    return this.counts.waiting >= waiting || this.counts.queued >= queued || this.window.size() >= span;
  }

  /** Whether fetching may go on again. */
  hasRoom(): boolean {
    return !this.isFull() && this.counts.queued <= this.limits.queued / 2;
  }

  private enqueue(received: Received): void {
    const name = this.limits.maxBatch === 1 ? received.key : '';
    const lane = this.lanes.get(name);
    this.counts.queued += 1;
    if (lane) {
      lane.push(received);
    } else {
      this.lanes.set(name, [received]);
      this.ready.push(name);
    }
  }

  private pump(): void {
    while (this.isOpen && this.counts.waiting < this.limits.waiting) {
      const name = this.ready.shift();
      if (name === undefined) return;
      void this.drain(name);
    }
  }

  private async drain(name: string): Promise<void> {
    const lane = this.lanes.get(name) ?? [];
    this.counts.running += 1;
    try {
      while (lane.length > 0 && this.isOpen) {
        const slice = lane.slice(0, this.limits.maxBatch);
        await this.settle(slice, this);
        lane.splice(0, slice.length);
        for (const received of slice) received.settled = true;
        this.counts.queued -= slice.length;
        this.events.onChange(this);
      }
    } catch (error) {
      // Whatever can go wrong with a message is dealt with inside; only what a closing partition gave up comes out here.
      if (!this.closing.aborted) this.events.onFault(error);
    } finally {
      this.counts.running -= 1;
      if (lane.length === 0) this.lanes.delete(name);
    }
  }
}
