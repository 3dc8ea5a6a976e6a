import { realServices, uniqueName } from '@redress/testing';
import { createConnection, type Connection } from 'mongoose';
import { randomUUID } from 'node:crypto';
import { headOf, noStream, type NewCommit } from './event-store';
import {
  assertPrimary,
  connectionOptions,
  databaseOf,
  durableCollection,
  openStoreConnection,
} from './mongo-connection';
import { MongoEventStore } from './mongo-event-store';
import { StoreUnavailable } from './mongo-faults';
import { raiseStoreEpoch, StoreNotReady } from './store-schema';

const commitOf = (streamId: string): NewCommit => ({
  commitId: randomUUID(),
  siteId: 'main',
  streamId,
  subject: streamId,
  occurredAt: '2026-03-02T01:00:00.000Z',
  actor: 'visitor',
  correlationId: 'cor-1',
  causationId: 'cau-1',
  events: [{ type: 'ThingHappened', schemaVersion: 1, data: {} }],
});

describe('a Mongo store guards itself', () => {
  let connection: Connection;
  let store: MongoEventStore;
  const storeOver = (over: Connection) =>
    new MongoEventStore({ connection: over, context: 'intake', time: { now: () => Date.now() } });
  beforeEach(async () => {
    connection = await openStoreConnection(realServices().mongoUri, uniqueName());
    store = storeOver(connection);
  });
  afterEach(async () => {
    await databaseOf(connection).dropDatabase();
    await connection.close();
  });

  it('starts after its migration, which may run again', async () => {
    await store.migrate();
    await store.migrate();
    await expect(store.assertReady()).resolves.toBeUndefined();
  });

  it('does not start without the unique index, naming what is missing (M3)', async () => {
    const start = store.assertReady();
    await expect(start).rejects.toThrow(StoreNotReady);
    await expect(start).rejects.toThrow(/no unique index \(streamId, version\)/);
    await expect(start).rejects.toThrow(/no epoch/);
  });

  it('does not start where the index is there but not unique (M3)', async () => {
    await store.migrate();
    await store.commits.dropIndex('stream_order');
    await store.commits.createIndex({ streamId: 1, version: 1 });
    await expect(store.assertReady()).rejects.toThrow(/no unique index/);
  });

  it.each([
    ['autoIndex', { autoIndex: true }],
    ['bufferCommands', { bufferCommands: true }],
    ['serverSelectionTimeoutMS', { serverSelectionTimeoutMS: 30_000 }],
    ['retryWrites', { retryWrites: false }],
  ])('does not start over a connection with another %s (M3, M6)', async (name, change) => {
    await store.migrate();
    const options = { ...connectionOptions, dbName: connection.name, ...change };
    const other = await createConnection(realServices().mongoUri, options).asPromise();
    await expect(storeOver(other).assertReady()).rejects.toThrow(new RegExp(name));
    await other.close();
  });

  it('takes no commit before it was found ready', async () => {
    await store.migrate();
    await expect(store.append(noStream, commitOf('complaint-1'))).rejects.toThrow(/assertReady/);
  });

  it('appends with one insert, majority and journalled, and nothing else (M1, M15)', async () => {
    await store.migrate();
    await store.assertReady();
    await databaseOf(connection).setProfilingLevel('all');
    const first = await store.append(noStream, commitOf('complaint-1'));
    await store.append(first, commitOf('complaint-1'));
    await databaseOf(connection).setProfilingLevel('off');
    const seen = await databaseOf(connection)
      .collection('system.profile')
      .find({ ns: /\.commits$/ })
      .toArray();
    expect(seen.map(({ op }) => op as string)).toEqual(['insert', 'insert']);
    expect(seen[0]?.command).toMatchObject({ writeConcern: { w: 'majority', j: true, wtimeout: 5000 } });
    expect(seen[0]?.command).toHaveProperty('txnNumber'); // a retryable write
  });

  it('reads with majority from the primary (M1)', async () => {
    await databaseOf(connection).setProfilingLevel('all');
    await store.readStream('complaint-1');
    await databaseOf(connection).setProfilingLevel('off');
    const seen = await databaseOf(connection)
      .collection('system.profile')
      .findOne({ ns: /\.commits$/ });
    expect(seen?.command).toMatchObject({ readConcern: { level: 'majority' } });
    expect(store.commits.readPreference?.mode).toBe('primary');
  });

  it('stamps the epoch of the store, which a restore raises (X5)', async () => {
    await store.migrate();
    await store.assertReady();
    const before = await store.append(noStream, commitOf('complaint-1'));
    expect(await raiseStoreEpoch(connection)).toBe(2);
    const restarted = storeOver(connection);
    await restarted.assertReady();
    const after = await restarted.append(headOf([before]), commitOf('complaint-1'));
    expect([before.storeEpoch, after.storeEpoch]).toEqual([1, 2]);
  });

  it('keeps empty objects and leaves undefined out in any durable collection (M4)', async () => {
    const things = durableCollection<{ _id: string; meta: object; x?: string }>(connection, 'things');
    await things.insertOne({ _id: 'a', meta: {}, x: undefined });
    expect(await things.findOne({ _id: 'a' })).toEqual({ _id: 'a', meta: {} });
  });

  it('says that it cannot be reached, as a transient fault, when nobody listens (M6)', async () => {
    await expect(openStoreConnection('mongodb://127.0.0.1:9/?directConnection=true', 'x')).rejects.toThrow(
      StoreUnavailable,
    );
  });

  it('is ready for readiness checks while a primary answers', async () => {
    await expect(assertPrimary(connection)).resolves.toBeUndefined();
  });
});
