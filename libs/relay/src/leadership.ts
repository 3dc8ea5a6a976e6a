import { describeError, type Log } from '@redress/messaging';
import type { Lease, LeaseStore } from './lease';

/** Holds a lease for as long as it can be renewed; `signal` aborts the moment it may be somebody else's. */
export class Leadership {
  private readonly lost = new AbortController();
  private renewing?: NodeJS.Timeout;
  private ending?: NodeJS.Timeout;

  constructor(
    private readonly leases: LeaseStore,
    readonly lease: Lease,
    private readonly leaseMs: number,
    private readonly log: Log,
  ) {}

  get signal(): AbortSignal {
    return this.lost.signal;
  }

  /** Begins to renew, three times per lease. `since` is when the lease was asked for, on the monotonic clock. */
  hold(since: number): void {
    this.prolong(since);
    this.renewing = setTimeout(() => void this.renew(), this.leaseMs / 3);
  }

  /** Stops renewing and gives the lease back. */
  async end(): Promise<void> {
    this.stop();
    await this.leases.release(this.lease).catch((error: unknown) => {
      this.log.debug({ error: describeError(error) }, 'a lease was not released, it expires');
    });
  }

  private async renew(): Promise<void> {
    const asked = performance.now();
    try {
      if (await this.leases.renew(this.lease)) this.prolong(asked);
      else this.stop();
    } catch (error) {
      this.log.warn({ error: describeError(error) }, 'a lease could not be renewed');
    }
    if (!this.lost.signal.aborted) this.renewing = setTimeout(() => void this.renew(), this.leaseMs / 3);
  }

  /** Counted from before the request, so that we stop before the database lets the lease expire. */
  private prolong(since: number): void {
    if (this.lost.signal.aborted) return;
    clearTimeout(this.ending);
    this.ending = setTimeout(() => this.stop(), since + this.leaseMs - performance.now());
  }

  private stop(): void {
    clearTimeout(this.renewing);
    clearTimeout(this.ending);
    this.lost.abort();
  }
}
