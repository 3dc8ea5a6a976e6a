import { durableCollection, guarded } from '@redress/event-store';
import type { Connection, mongo } from 'mongoose';
import { randomUUID } from 'node:crypto';

/** The document of a lease is kept for ever: removing it would begin the fencing numbers anew (pitfalls M13). */
interface LeaseDocument {
  readonly _id: string;
  readonly holder: string | null;
  /** Rises with every new holder; an older one can write no checkpoint any more. */
  readonly fence: number;
  readonly expiresAt: Date;
}

/** The right to lead a tail, until it expires on the database's clock or somebody takes it over. */
export interface Lease {
  readonly holder: string;
  readonly fence: number;
}

/** Where the tails of one name agree on who leads. */
export interface LeaseStore {
  /** The lease, if nobody holds it. @throws StoreUnavailable */
  acquire(): Promise<Lease | undefined>;
  /** The lease, whoever holds it: the holder finds out at its next renewal or checkpoint. @throws StoreUnavailable */
  seize(): Promise<Lease>;
  /** Whether the lease is still this one; if so it is prolonged. @throws StoreUnavailable */
  renew(lease: Lease): Promise<boolean>;
  /** Gives the lease up, so that the next need not wait. @throws StoreUnavailable */
  release(lease: Lease): Promise<void>;
}

/** The leases of the tails of one store in MongoDB. Expiry is judged by `$$NOW`, never by a node's clock (pitfalls M13). */
export class Leases implements LeaseStore {
  private readonly collection: mongo.Collection<LeaseDocument>;

  constructor(
    connection: Connection,
    private readonly name: string,
    private readonly leaseMs: number,
  ) {
    this.collection = durableCollection<LeaseDocument>(connection, 'tail_leases');
  }

  async acquire(): Promise<Lease | undefined> {
    const lease = await this.take({ $expr: { $lte: ['$expiresAt', '$$NOW'] } });
    return lease ?? ((await this.isNew()) ? this.acquire() : undefined);
  }

  async seize(): Promise<Lease> {
    const lease = await this.take({});
    if (lease) return lease;
    await this.isNew();
    return this.seize();
  }

  async renew({ holder, fence }: Lease): Promise<boolean> {
    const filter = { _id: this.name, holder, fence };
    const found = await guarded('renew a lease', () => this.collection.updateOne(filter, [{ $set: { expiresAt: this.expiry() } }]));
    return found.matchedCount === 1;
  }

  async release({ holder, fence }: Lease): Promise<void> {
    const filter = { _id: this.name, holder, fence };
    await guarded('release a lease', () => this.collection.updateOne(filter, { $set: { expiresAt: new Date(0) } }));
  }

  private async take(condition: mongo.Filter<LeaseDocument>): Promise<Lease | undefined> {
    const holder = randomUUID();
    const update = [{ $set: { holder, fence: { $add: ['$fence', 1] }, expiresAt: this.expiry() } }];
    const filter = { _id: this.name, ...condition };
    const taken = await guarded('take a lease', () => this.collection.findOneAndUpdate(filter, update, { returnDocument: 'after' }));
    return taken ? { holder, fence: taken.fence } : undefined;
  }

  /** Makes the document where there is none yet, free to take. */
  private async isNew(): Promise<boolean> {
    const free = { holder: null, fence: 0, expiresAt: new Date(0) };
    const made = await guarded('make a lease', () => this.collection.updateOne({ _id: this.name }, { $setOnInsert: free }, { upsert: true }));
    return made.upsertedCount === 1;
  }

  private expiry(): object {
    return { $dateAdd: { startDate: '$$NOW', unit: 'millisecond', amount: this.leaseMs } };
  }
}
