import { startEmbeddedMongod, type EmbeddedMongod } from '@redress/backing-services';
import { headOf, MongoEventStore, openStoreConnection, type StoredCommit } from '@redress/event-store';
import { eventually } from '@redress/testing';
import type { Connection } from 'mongoose';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTail, StreamStalled } from '.';
import { CommitStream } from './commit-stream';
import { expectInOrder, newStreamId, places, sees } from './store-fixture.contract';

describe('while mongod is away (F7)', () => {
  let dataDir: string;
  let mongod: EmbeddedMongod;
  let connection: Connection;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'redress-mongod-'));
    mongod = await startEmbeddedMongod({ dataDir });
    connection = await openStoreConnection(mongod.uri, 'outage');
  }, 120_000);

  afterAll(async () => {
    await connection.close();
    await mongod.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('a stream whose place stands still is given up, as it would see nothing (M11)', async () => {
    const { commits } = new MongoEventStore({ connection, context: 'intake', time: { now: () => Date.now() } });
    // Nobody else writes to this mongod, and its own heartbeat comes every 10 s.
    const stream = new CommitStream({ commits }, { batchSize: 10, waitMs: 100, stallMs: 1_000 });
    const reading = async () => {
      for (;;) await stream.next(10);
    };
    await expect(reading()).rejects.toThrow(StreamStalled);
    await stream.close();
  });

  it('the tail waits, goes on from its place when it is back, and passes nothing over', async () => {
    const store = new MongoEventStore({ connection, context: 'intake', time: { now: () => Date.now() } });
    await store.migrate();
    await store.assertReady();
    const streamId = newStreamId();
    const append = async (): Promise<StoredCommit> =>
      store.append(headOf(await store.readStream(streamId)), {
        commitId: randomUUID(),
        siteId: 'main',
        streamId,
        subject: streamId.slice(10),
        occurredAt: '2026-03-02T09:00:00.000Z',
        actor: 'system:spec',
        correlationId: 'c',
        causationId: 'c',
        events: [{ type: 'Noted', schemaVersion: 1, data: {} }],
      });
    const seen: StoredCommit[] = [];
    const tail = createTail(connection, { name: 'relay', store, handle: (commits) => Promise.resolve(void seen.push(...commits)) });
    await tail.start();
    const stored = [await append(), await append()];
    await sees(seen, stored);

    await mongod.kill();
    await eventually(() => expect(tail.health().leading).toBe(false), { timeoutMs: 40_000 });
    mongod = await startEmbeddedMongod({ dataDir, port: mongod.port });
    stored.push(await eventually(append, { timeoutMs: 30_000, intervalMs: 300 }));
    await sees(seen, stored, 40_000);
    stored.push(await append());
    await sees(seen, stored);
    expectInOrder(seen);
    expect(places(stored)).toEqual([1, 2, 3, 4].map((n) => `${streamId}@${n}`));
    expect(tail.health()).toMatchObject({ leading: true, republishes: 0 });
    await tail.stop();
  }, 180_000);
});
