import { durableCollection, guarded, guardedEach, isDuplicateKey } from '@redress/event-store';
import { TransientFault } from '@redress/kernel';
import type { Connection, mongo } from 'mongoose';
import { timerOf, type DueTime, type DueTimer, type DueTimeStore, type Replaced } from './due-times';

interface OwnerDocument {
  readonly _id: string;
  readonly version: number;
  readonly due: readonly StoredDueTime[];
  /** The earliest of `due`; absent when nothing is waited for, so that the index holds open owners only. */
  readonly nextDueAt?: Date;
}

interface StoredDueTime {
  readonly kind: string;
  readonly revision: number;
  readonly dueAt: Date;
}

const collectionName = 'due_times';

const stored = ({ kind, revision, dueAt }: DueTime): StoredDueTime => ({ kind, revision, dueAt: new Date(dueAt) });

const dueTimersOf = (owner: OwnerDocument): DueTimer[] =>
  owner.due.map(({ kind, revision, dueAt }) => timerOf(owner._id, { kind, revision, dueAt: dueAt.toISOString() }));

const earliest = (due: readonly StoredDueTime[]): Date | undefined =>
  due.reduce<Date | undefined>((first, { dueAt }) => (first && first <= dueAt ? first : dueAt), undefined);

/**
 * Due times in MongoDB, collection `due_times`: one document per owner, so that an owner's timers change in one
 * atomic write guarded by the version of its stream. A million open deadlines cost index entries, not Redis memory.
 */
export class MongoDueTimeStore implements DueTimeStore {
  private readonly owners: mongo.Collection<OwnerDocument>;

  constructor(connection: Connection) {
    this.owners = durableCollection<OwnerDocument>(connection, collectionName);
  }

  /** Creates the index the sweep reads; call it once before the service is ready. */
  async prepare(): Promise<void> {
    const open = { partialFilterExpression: { nextDueAt: { $exists: true } }, name: 'open' };
    await this.owners.createIndex({ nextDueAt: 1 }, open);
  }

  async replace(ownerId: string, version: number, due: readonly DueTime[]): Promise<Replaced> {
    const times = due.map(stored);
    const nextDueAt = earliest(times);
    const next = { version, due: times, ...(nextDueAt && { nextDueAt }) };
    for (let attempt = 1; ; attempt++) {
      try {
        return replacedBy(
          await this.swap(ownerId, version, next),
          new Set(due.map((one) => timerOf(ownerId, one).timerId)),
        );
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        if (await this.isKnown(ownerId, version)) return { replaced: false, dropped: [] };
        // Two first writers met in the upsert: the loser's own write has to be tried again.
        if (attempt === 5) throw new TransientFault(`due times of ${ownerId} are contended`, { cause: error });
      }
    }
  }

  async *dueBefore(horizon: string): AsyncIterable<DueTimer> {
    const before = new Date(horizon);
    const cursor = this.owners.aggregate<StoredDueTime & { ownerId: string }>(
      [
        { $match: { nextDueAt: { $lt: before } } },
        { $unwind: '$due' },
        { $match: { 'due.dueAt': { $lt: before } } },
        { $project: { _id: 0, ownerId: '$_id', kind: '$due.kind', revision: '$due.revision', dueAt: '$due.dueAt' } },
        { $sort: { dueAt: 1, ownerId: 1, kind: 1 } },
      ],
      { allowDiskUse: true, batchSize: 1000 },
    );
    try {
      for await (const { ownerId, kind, revision, dueAt } of guardedEach('due times', cursor)) {
        yield timerOf(ownerId, { kind, revision, dueAt: dueAt.toISOString() });
      }
    } finally {
      await cursor.close();
    }
  }

  async earliest(): Promise<string | undefined> {
    const options = { sort: { nextDueAt: 1 }, projection: { nextDueAt: 1 } } as const;
    const first = await guarded('due time', () => this.owners.findOne({ nextDueAt: { $exists: true } }, options));
    return first?.nextDueAt?.toISOString();
  }

  async find(timerId: string, ownerId: string): Promise<DueTimer | undefined> {
    const owner = await guarded('due time', () => this.owners.findOne({ _id: ownerId }));
    return owner ? dueTimersOf(owner).find((timer) => timer.timerId === timerId) : undefined;
  }

  async count(): Promise<number> {
    const [sum] = await this.owners
      .aggregate<{ count: number }>([
        { $match: { nextDueAt: { $exists: true } } },
        { $group: { _id: null, count: { $sum: { $size: '$due' } } } },
      ])
      .toArray();
    return sum?.count ?? 0;
  }

  private swap(ownerId: string, version: number, next: Omit<OwnerDocument, '_id'>): Promise<OwnerDocument | null> {
    const older = { _id: ownerId, version: { $lt: version } };
    const options = { upsert: true, returnDocument: 'before' } as const;
    return guarded('due times', () => this.owners.findOneAndReplace(older, next, options));
  }

  private async isKnown(ownerId: string, version: number): Promise<boolean> {
    return (await this.owners.countDocuments({ _id: ownerId, version: { $gte: version } }, { limit: 1 })) > 0;
  }
}

const replacedBy = (before: OwnerDocument | null, kept: ReadonlySet<string>): Replaced => ({
  replaced: true,
  dropped: before ? dueTimersOf(before).filter((timer) => !kept.has(timer.timerId)) : [],
});
