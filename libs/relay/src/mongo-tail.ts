import { databaseOf, guarded } from '@redress/event-store';
import type { Connection } from 'mongoose';
import { Checkpoints } from './checkpoints';
import { CommitStream, currentToken, type TailSource } from './commit-stream';
import type { CommitFeed, FollowedStore, TailPorts } from './followed-store';
import { defaultLeaseMs, LedTail, type LedTailOptions } from './led-tail';
import { Leases } from './lease';

export interface MongoTailOptions extends LedTailOptions {
  /** The store to follow: a `MongoEventStore` on the same connection. */
  readonly store: TailSource;
}

/** The tail of a store in MongoDB. */
export type MongoTail = LedTail;

/** The store, the lease and the checkpoint of a tail in this database. */
export const mongoPorts = (connection: Connection, source: TailSource, name: string, leaseMs = defaultLeaseMs): TailPorts => ({
  store: followed(connection, source),
  leases: new Leases(connection, name, leaseMs),
  checkpoints: new Checkpoints(connection, name),
});

/** A tail of the store that is in this database. */
export const createTail = (connection: Connection, { store, ...options }: MongoTailOptions): MongoTail =>
  new LedTail(mongoPorts(connection, store, options.name, options.leaseMs), options);

const followed = (connection: Connection, source: TailSource): FollowedStore => ({
  feed: (after, batchSize) => feedOf(source, new CommitStream(source, { after, batchSize })),
  place: () => currentToken(source),
  now: async () => {
    const { localTime } = await guarded('ask for the time', () => databaseOf(connection).command({ hello: 1 }));
    if (!(localTime instanceof Date)) throw new Error('the database told no time');
    return localTime.getTime();
  },
  scan: (after) => source.scan(after),
  oldestSince: async (recordedAt) => {
    const later = recordedAt === undefined ? {} : { recordedAt: { $gt: recordedAt } };
    const options = { sort: { recordedAt: 1 }, projection: { recordedAt: 1 } } as const;
    return (await guarded('look for what waits', () => source.commits.findOne(later, options)))?.recordedAt;
  },
});

const feedOf = (source: TailSource, stream: CommitStream): CommitFeed => ({
  get token() {
    return stream.token;
  },
  next: async (max) => (await stream.next(max)).map((document) => source.decode(document)),
  close: () => stream.close(),
});
