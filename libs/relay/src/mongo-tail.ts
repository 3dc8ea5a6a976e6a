import { guarded } from '@redress/event-store';
import { describeError, retrying, silentLog, type Log } from '@redress/messaging';
import type { Connection } from 'mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
import { Checkpoints, Fenced } from './checkpoints';
import type { TailSource } from './commit-stream';
import { Follower, type FollowerStats } from './follower';
import { Leadership } from './leadership';
import { Leases, type Lease } from './lease';
import type { Tail, TailHealth, TailOptions, TailProgress } from './tail';

export interface MongoTailOptions extends TailOptions {
  /** The store to follow: a `MongoEventStore` on the same connection. */
  readonly store: TailSource;
  readonly logger?: Log;
  /** Called when the place in the change stream was lost and the store is read again (alarm, M9). */
  readonly onPositionLost?: () => void;
  /** How long a leader that vanished keeps the others waiting, milliseconds; default 9,000 (take-over within 15 s). */
  readonly leaseMs?: number;
}

/** The tail of a store in MongoDB: many processes may run one, one of them leads. */
export class MongoTail implements Tail {
  private readonly stopping = new AbortController();
  private readonly stats: FollowerStats = { republishes: 0, handled: 0, failures: 0 };
  private fenced = 0;
  private fencedAt?: number;
  private readonly leases: Leases;
  private readonly checkpoints: Checkpoints;
  private readonly log: Log;
  private readonly leaseMs: number;
  private lease?: Lease;
  private running?: Promise<void>;

  constructor(
    private readonly connection: Connection,
    private readonly options: MongoTailOptions,
  ) {
    this.leaseMs = options.leaseMs ?? 9_000;
    this.log = options.logger ?? silentLog;
    this.leases = new Leases(connection, options.name, this.leaseMs);
    this.checkpoints = new Checkpoints(connection, options.name);
  }

  /** Returns at once; whether this process leads is in `health()`. */
  start(): Promise<void> {
    const { signal } = this.stopping;
    this.running ??= retrying(() => this.takeTurns(), { signal, again: (error) => this.goesOn(error) }).catch(() => undefined);
    return Promise.resolve();
  }

  /** Waits for the call that runs, saves how far it is and gives the lease back. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  health(): TailHealth {
    const { lastCommitAt, republishes, handled, failures, positionLostAt, lastError } = this.stats;
    return {
      name: this.options.name,
      leading: this.lease !== undefined,
      republishes,
      handled,
      failures,
      fenced: this.fenced,
      ...agoOf('positionLostAgoMs', positionLostAt),
      ...agoOf('fencedAgoMs', this.fencedAt),
      ...(this.lease ? { fence: this.lease.fence } : {}),
      ...(lastCommitAt === undefined ? {} : { lastCommitAt }),
      ...(lastError === undefined ? {} : { lastError }),
    };
  }

  async progress(): Promise<TailProgress> {
    const checkpoint = await this.checkpoints.load();
    const { commits } = this.options.store;
    const later = checkpoint?.recordedAt === undefined ? {} : { recordedAt: { $gt: checkpoint.recordedAt } };
    const options = { sort: { recordedAt: 1 }, projection: { recordedAt: 1 } } as const;
    const first = await guarded('look for what waits', () => commits.findOne(later, options));
    return { ...(first && { waitingSince: first.recordedAt }), ...(checkpoint && { savedAt: checkpoint.savedAt }) };
  }

  /** Waits for the lease and leads, again and again. */
  private async takeTurns(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const asked = performance.now();
      const lease = await this.leases.acquire();
      if (lease) await this.lead(lease, asked);
      else await sleep(this.leaseMs * (0.15 + Math.random() * 0.1), undefined, { signal }).catch(() => undefined);
    }
  }

  private async lead(lease: Lease, asked: number): Promise<void> {
    const { name, store: source, handle, maxBatch = 1_000, onPositionLost = () => undefined } = this.options;
    const { connection, checkpoints, stats, log } = this;
    const leadership = new Leadership(this.leases, lease, this.leaseMs, log);
    const signal = AbortSignal.any([leadership.signal, this.stopping.signal]);
    leadership.hold(asked);
    this.lease = lease;
    log.info({ tail: name, fence: lease.fence }, 'leads the tail');
    const parts = { connection, source, checkpoints, handle, maxBatch, stats, log, onPositionLost };
    try {
      await new Follower(parts, lease.fence, signal).run();
    } finally {
      this.lease = undefined;
      await leadership.end();
      log.info({ tail: name, fence: lease.fence }, 'leads the tail no more');
    }
  }

  /** Whatever failed, the checkpoint says where to go on. */
  private goesOn(error: unknown): boolean {
    this.stats.lastError = describeError(error);
    const fields = { tail: this.options.name, error: this.stats.lastError };
    if (error instanceof Fenced) {
      this.fenced += 1;
      this.fencedAt = performance.now();
      this.log.info(fields, 'another process leads the tail by now');
    } else {
      this.log.warn(fields, 'the tail was interrupted');
    }
    return true;
  }
}

const agoOf = (name: 'positionLostAgoMs' | 'fencedAgoMs', at: number | undefined): Partial<TailHealth> =>
  at === undefined ? {} : { [name]: performance.now() - at };

/** A tail of the store that is in this database. */
export const createTail = (connection: Connection, options: MongoTailOptions): MongoTail => new MongoTail(connection, options);
