import type { Connection } from 'mongoose';
import type { CommitDocument } from './commit-document';
import { connectionOptions, databaseOf, durableCollection } from './mongo-connection';
import { guarded } from './mongo-faults';

/** The collection of commits, for those who follow it (relay, backup). */
export const commitsCollection = 'commits';

/** Relay order: every scan follows this index (ScanPosition). */
export const relayOrder = { recordedAt: 1, streamId: 1, version: 1 } as const;

/** Stream order: unique, it is what lets one of two writers win (pitfalls M3). */
export const streamOrder = { streamId: 1, version: 1 } as const;

interface StoreMeta {
  readonly _id: 'store';
  readonly storeEpoch: number;
}

/** The store may not be used: what is wrong, all of it. */
export class StoreNotReady extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`the event store cannot be used: ${faults.join('; ')}`);
    this.name = 'StoreNotReady';
  }
}

const meta = (connection: Connection) => durableCollection<StoreMeta>(connection, 'store_meta');

const commits = (connection: Connection) => durableCollection<CommitDocument>(connection, commitsCollection);

/** Makes what a store needs: indexes and the epoch. Runs as often as you like. */
export const migrateStore = async (connection: Connection): Promise<void> =>
  guarded('migration', async () => {
    await commits(connection).createIndex(streamOrder, { unique: true, name: 'stream_order' });
    await commits(connection).createIndex(relayOrder, { name: 'relay_order' });
    await meta(connection).updateOne({ _id: 'store' }, { $setOnInsert: { storeEpoch: 1 } }, { upsert: true });
  });

/** After a restore from a backup: versions will come again with other content (pitfalls X5). Returns the new epoch. */
export const raiseStoreEpoch = async (connection: Connection): Promise<number> =>
  guarded('raise the epoch', async () => {
    const raised = await meta(connection).findOneAndUpdate(
      { _id: 'store' },
      { $inc: { storeEpoch: 1 } },
      { upsert: true, returnDocument: 'after' },
    );
    if (!raised) throw new StoreNotReady(['the epoch could not be raised']);
    return raised.storeEpoch;
  });

/** Checks connection, server and indexes. Returns the epoch. @throws StoreNotReady · StoreUnavailable */
export const checkStore = async (connection: Connection): Promise<number> =>
  guarded('start', async () => {
    const stored = await meta(connection).findOne({ _id: 'store' });
    const faults = [
      ...connectionFaults(connection),
      ...(await serverFaults(connection)),
      ...(await indexFaults(connection)),
      ...(stored ? [] : ['store_meta holds no epoch, run the migration']),
    ];
    if (faults.length > 0 || !stored) throw new StoreNotReady(faults);
    return stored.storeEpoch;
  });

const connectionFaults = (connection: Connection): string[] => {
  const config = connection.config as { autoIndex?: boolean; bufferCommands?: boolean };
  const { serverSelectionTimeoutMS, retryWrites } = connection.getClient().options;
  const expected: [boolean, string][] = [
    [config.autoIndex === false, 'autoIndex must be false'],
    [config.bufferCommands === false, 'bufferCommands must be false'],
    [retryWrites, 'retryWrites must be true'],
    [
      serverSelectionTimeoutMS === connectionOptions.serverSelectionTimeoutMS,
      `serverSelectionTimeoutMS must be ${connectionOptions.serverSelectionTimeoutMS}`,
    ],
  ];
  return expected.filter(([holds]) => !holds).map(([, fault]) => fault);
};

/** A replica set, since change streams need one; no arbiter, majority writes journalled (pitfalls M1). */
const serverFaults = async (connection: Connection): Promise<string[]> => {
  const hello = await databaseOf(connection).command({ hello: 1 });
  if (typeof hello.setName !== 'string') return ['mongod must be a member of a replica set'];
  const faults = Array.isArray(hello.arbiters) && hello.arbiters.length > 0 ? ['the replica set has an arbiter'] : [];
  const journalled = await majorityIsJournalled(connection);
  return journalled ? faults : [...faults, 'writeConcernMajorityJournalDefault must be true'];
};

/** Taken for granted (it is the server's default) where the account may not read the configuration. */
const majorityIsJournalled = async (connection: Connection): Promise<boolean> => {
  try {
    const { config } = await connection.getClient().db('admin').command({ replSetGetConfig: 1 });
    return (config as { writeConcernMajorityJournalDefault?: boolean }).writeConcernMajorityJournalDefault !== false;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 13) return true;
    throw error;
  }
};

const indexFaults = async (connection: Connection): Promise<string[]> => {
  const collections = await databaseOf(connection).listCollections({ name: commitsCollection }).toArray();
  const indexes = collections.length > 0 ? await commits(connection).indexes() : [];
  const has = (key: object, unique: boolean): boolean =>
    indexes.some((index) => JSON.stringify(index.key) === JSON.stringify(key) && (!unique || index.unique === true));
  return [
    ...(has(streamOrder, true) ? [] : ['commits has no unique index (streamId, version), run the migration']),
    ...(has(relayOrder, false) ? [] : ['commits has no index (recordedAt, streamId, version), run the migration']),
  ];
};
