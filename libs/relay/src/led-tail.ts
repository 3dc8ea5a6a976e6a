import { describeError, retrying, silentLog, type Log } from '@redress/messaging';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fenced } from './checkpoints';
import type { TailPorts } from './followed-store';
import { Follower, type FollowerStats } from './follower';
import { Leadership } from './leadership';
import type { Lease } from './lease';
import type { Tail, TailHealth, TailOptions, TailProgress } from './tail';

/** How long a leader that vanished keeps the others waiting. Milliseconds. */
export const defaultLeaseMs = 9_000;

export interface LedTailOptions extends TailOptions {
  readonly logger?: Log;
  /** Called when the place in the change stream was lost and the store is read again (alarm, M9). */
  readonly onPositionLost?: () => void;
  /** How long a leader that vanished keeps the others waiting, milliseconds; default 9,000 (take-over within 15 s). */
  readonly leaseMs?: number;
}

/** A tail that many processes may run: one of them leads. */
export class LedTail implements Tail {
  private readonly stopping = new AbortController();
  private readonly stats: FollowerStats = { republishes: 0, handled: 0, failures: 0 };
  private fenced = 0;
  private fencedAt?: number;
  private readonly log: Log;
  private readonly leaseMs: number;
  private lease?: Lease;
  private running?: Promise<void>;

  constructor(
    private readonly ports: TailPorts,
    private readonly options: LedTailOptions,
  ) {
    this.leaseMs = options.leaseMs ?? defaultLeaseMs;
    this.log = options.logger ?? silentLog;
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
    const checkpoint = await this.ports.checkpoints.load();
    const waitingSince = await this.ports.store.oldestSince(checkpoint?.recordedAt);
    return { ...(waitingSince !== undefined && { waitingSince }), ...(checkpoint?.savedAt && { savedAt: checkpoint.savedAt }) };
  }

  /** Waits for the lease and leads, again and again. */
  private async takeTurns(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const asked = performance.now();
      const lease = await this.ports.leases.acquire();
      if (lease) await this.lead(lease, asked);
      else await sleep(this.leaseMs * (0.15 + Math.random() * 0.1), undefined, { signal }).catch(() => undefined);
    }
  }

  private async lead(lease: Lease, asked: number): Promise<void> {
    const { name, handle, maxBatch = 1_000, onPositionLost = () => undefined } = this.options;
    const { stats, log } = this;
    const { store, leases, checkpoints } = this.ports;
    const leadership = new Leadership(leases, lease, this.leaseMs, log);
    const signal = AbortSignal.any([leadership.signal, this.stopping.signal]);
    leadership.hold(asked);
    this.lease = lease;
    log.info({ tail: name, fence: lease.fence }, 'leads the tail');
    const parts = { store, checkpoints, handle, maxBatch, stats, log, onPositionLost };
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
