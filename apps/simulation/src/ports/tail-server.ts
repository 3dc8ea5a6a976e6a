import { StoreUnavailable, type StoredCommit } from '@redress/event-store';
import {
  Fenced,
  PositionLost,
  type Checkpoint,
  type CheckpointStore,
  type CommitFeed,
  type FollowedStore,
  type Lease,
  type LeaseStore,
  type Place,
  type TailPorts,
} from '@redress/relay';
import { ask, askerOf } from '../world/calls';
import type { World } from '../world/world';
import type { StoreServer } from './store-server';

const waitMs = 5_000;
const pageSize = 5;

/** Lease and checkpoint of one tail as the database has them, and the change stream of the store. */
export class TailServer {
  checkpoint?: Checkpoint;
  /** Checkpoints that an older leader wrote over those of a newer one. */
  overwritten = 0;
  private checkpointFence = 0;
  private lease: { holder: string; fence: number; expiresAt: number } = { holder: '', fence: 0, expiresAt: 0 };
  private leases = 0;
  private readonly world: World;

  constructor(
    private readonly store: StoreServer,
    private readonly name: string,
    private readonly leaseMs: number,
  ) {
    this.world = store.world;
  }

  /** The ports of a tail on the machine on which this happens. */
  ports(): TailPorts {
    return { store: this.followed(), leases: this.leaseStore(), checkpoints: this.checkpointStore() };
  }

  /** Writes a checkpoint whoever leads: what a store without fence would do. */
  overwrite(checkpoint: Checkpoint, fence: number): void {
    if (fence < this.checkpointFence) this.overwritten += 1;
    this.checkpoint = checkpoint;
    this.checkpointFence = Math.max(fence, this.checkpointFence);
  }

  private ask<T>(what: string, work: () => T | Promise<T>): Promise<T> {
    return ask(this.world, { what: `${this.name}: ${what}`, work, lost: () => new StoreUnavailable(what) });
  }

  private checkpointStore(): CheckpointStore {
    return {
      load: () => this.ask('load the checkpoint', () => this.checkpoint),
      claim: (fence) =>
        this.ask('claim the checkpoint', () => {
          if (fence < this.checkpointFence) throw new Fenced(this.name, fence);
          if (this.checkpoint) this.checkpointFence = fence;
          return this.checkpoint;
        }),
      save: (checkpoint, fence) =>
        this.ask('save the checkpoint', () => {
          if (fence < this.checkpointFence) throw new Fenced(this.name, fence);
          this.overwrite(checkpoint, fence);
        }),
    };
  }

  private leaseStore(): LeaseStore {
    const isHeldBy = ({ holder, fence }: Lease): boolean => this.lease.holder === holder && this.lease.fence === fence;
    const take = (): Lease => {
      const { leases, lease, leaseMs, world } = this;
      this.leases = leases + 1;
      this.lease = { holder: `holder ${this.leases}`, fence: lease.fence + 1, expiresAt: world.now + leaseMs };
      return { holder: this.lease.holder, fence: this.lease.fence };
    };
    return {
      acquire: () => this.ask('acquire the lease', () => (this.lease.expiresAt <= this.world.now ? take() : undefined)),
      seize: () => this.ask('seize the lease', take),
      renew: (lease) =>
        this.ask('renew the lease', () => {
          if (isHeldBy(lease)) this.lease.expiresAt = this.world.now + this.leaseMs;
          return isHeldBy(lease);
        }),
      release: (lease) =>
        this.ask('release the lease', () => {
          if (isHeldBy(lease)) this.lease.expiresAt = 0;
        }),
    };
  }

  private followed(): FollowedStore {
    const { store, world } = this;
    return {
      feed: (after) => new SimulatedFeed(store, Number(after), (what, work) => this.ask(what, work)),
      place: () => this.ask('ask for the place', () => store.taken.length),
      now: () => this.ask('ask for the time', () => world.now),
      scan: (after) => this.scan(after),
      oldestSince: (recordedAt = '') =>
        this.ask('look for what waits', () => {
          const waiting = store.taken.map((commit) => commit.recordedAt).filter((at) => at > recordedAt);
          return waiting.sort()[0];
        }),
    };
  }

  private async *scan(after: Parameters<FollowedStore['scan']>[0]): AsyncGenerator<StoredCommit> {
    for (let from = after; ;) {
      const page = await this.ask('scan the store', () => this.store.page(from, pageSize));
      yield* page;
      from = page.at(-1);
      if (page.length < pageSize) return;
    }
  }
}

/** The change stream from a place on. */
class SimulatedFeed implements CommitFeed {
  private closed = false;
  private fail?: (error: Error) => void;

  constructor(
    private readonly store: StoreServer,
    private place: number,
    private readonly ask: <T>(what: string, work: () => Promise<T>) => Promise<T>,
  ) {}

  get token(): Place {
    return this.place;
  }

  async next(max: number): Promise<readonly StoredCommit[]> {
    const closing = new Promise<never>((_, reject) => (this.fail = reject));
    if (this.closed) throw new Error('the change stream was closed');
    const most = Math.min(max, this.store.world.random.between(1, 4));
    askerOf(this.store.world);
    const commits = await Promise.race([this.ask('read the change stream', () => this.read(most)), closing]);
    this.place += commits.length;
    return commits;
  }

  close(): Promise<void> {
    this.closed = true;
    this.fail?.(new Error('the change stream was closed'));
    return Promise.resolve();
  }

  private async read(most: number): Promise<readonly StoredCommit[]> {
    const { taken } = this.store;
    if (this.place < this.store.firstPlace) throw new PositionLost('the place fell out of the oplog');
    if (taken.length === this.place) await this.store.nextCommit(waitMs);
    return taken.slice(this.place, this.place + most);
  }
}
