import { Module, type DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { databaseOf, headOf, MongoEventStore } from '@redress/event-store';
import type { PublishedCommit } from '@redress/kernel';
import {
  createConsumer,
  createKafka,
  createPublisher,
  createTopics,
  readTopic,
  topicName,
  type KafkaCommitConsumer,
  type KafkaCommitPublisher,
} from '@redress/messaging';
import { MongoParkingLot } from '@redress/parking';
import { createRelay, relayOperations, type MongoTail, type RelayOperations } from '@redress/relay';
import { eventually, openTestDatabase, realServices, uniqueName, type TestDatabase } from '@redress/testing';
import { randomUUID } from 'node:crypto';
import { internalToken } from '../access/internal-token';
import { EVENT_STORE, PARKING_LOT } from '../injection-tokens';
import { sampleSecret, staffToken, startSample } from '../spec-kit/sample-service';
import { CONSUMERS, ParkedController } from './parked.controller';
import { RELAY_OPERATIONS, RelayController } from './relay.controller';
import { StoreController } from './store.controller';

@Module({})
class OperationsModule {
  static for(parts: { store: MongoEventStore; lot: MongoParkingLot; consumer: KafkaCommitConsumer; relay: RelayOperations }): DynamicModule {
    return {
      module: OperationsModule,
      controllers: [ParkedController, RelayController, StoreController],
      providers: [
        { provide: EVENT_STORE, useValue: parts.store },
        { provide: PARKING_LOT, useValue: parts.lot },
        { provide: CONSUMERS, useValue: [parts.consumer] },
        { provide: RELAY_OPERATIONS, useValue: parts.relay },
      ],
    };
  }
}

describe('what operators can do, on real MongoDB and Kafka', () => {
  const kafka = createKafka({ brokers: realServices().kafkaBrokers, clientId: 'spec' });
  const topicPrefix = `${uniqueName('t')}-`;
  const handled: PublishedCommit[] = [];
  const poison = new Set<string>();
  const fatal: Error[] = [];
  let database: TestDatabase;
  let store: MongoEventStore;
  let tail: MongoTail;
  let publisher: KafkaCommitPublisher;
  let consumer: KafkaCommitConsumer;
  let app: NestFastifyApplication;
  let url: string;

  const append = async (streamId: string): Promise<void> => {
    const common = { siteId: 'main', occurredAt: new Date().toISOString(), actor: 'visitor', correlationId: 'c', causationId: 'c' };
    const events = [{ type: 'Noted', schemaVersion: 1, data: { n: 1 } }];
    const head = headOf(await store.readStream(streamId));
    await store.append(head, { ...common, streamId, subject: streamId, commitId: randomUUID(), events });
  };
  const call = async (method: 'GET' | 'POST', path: string, body?: object): Promise<{ status: number; body: Record<string, unknown> }> => {
    const authorization = `Bearer ${await internalToken(sampleSecret, 'cli')}`;
    const sent = body ? { headers: { authorization, 'content-type': 'application/json' }, body: JSON.stringify(body) } : { headers: { authorization } };
    const answer = await fetch(`${url}/internal/${path}`, { method, ...sent });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const versionsHandled = (streamId: string): number[] =>
    handled.filter(({ envelope }) => envelope.streamId === streamId).map(({ envelope }) => envelope.version);

  beforeAll(async () => {
    database = await openTestDatabase();
    const { connection } = database;
    store = new MongoEventStore({ connection, context: 'intake', time: { now: () => Date.now() } });
    await store.migrate();
    await store.assertReady();
    const lot = new MongoParkingLot(connection);
    await lot.prepare();
    await createTopics(kafka, topicPrefix, { contexts: ['intake'] });
    publisher = createPublisher({ kafka, topicPrefix, validate: () => undefined });
    tail = createRelay(connection, { store, publisher, toMessage: (event) => event });
    consumer = createConsumer({
      kafka,
      topicPrefix,
      groupId: 'spec-readers',
      contexts: ['intake'],
      maxBatch: 1,
      parking: lot,
      validate: () => undefined,
      onFatal: (error) => fatal.push(error),
      handle: (commits) => {
        if (commits.some(({ envelope }) => poison.has(envelope.streamId))) return Promise.reject(new Error('poison'));
        handled.push(...commits);
        return Promise.resolve();
      },
      tuning: { commitEveryMs: 200, watchEveryMs: 500, maxWaitMs: 100, attempts: 1 },
    });
    const topic = (signal: AbortSignal) => readTopic({ kafka, context: 'intake', topicPrefix, validate: () => undefined, signal });
    const relay = relayOperations(connection, { store, topic });
    ({ app, url } = await startSample({ module: OperationsModule.for({ store, lot, consumer, relay }) }));
    await Promise.all([tail.start(), consumer.start()]);
    // Before the relay follows the change stream it may publish a commit twice.
    const checkpoints = databaseOf(connection).collection<{ _id: string; catchUp?: object }>('tail_checkpoints');
    await eventually(async () => {
      const checkpoint = await checkpoints.findOne({ _id: 'relay' });
      expect(checkpoint).not.toBeNull();
      expect(checkpoint?.catchUp).toBeUndefined();
    });
  });
  afterAll(async () => {
    await app.close();
    await consumer.stop();
    await tail.stop();
    await publisher.stop();
    const admin = kafka.admin();
    await admin.connect();
    await admin.deleteTopics({ topics: [topicName('intake', topicPrefix)] });
    await admin.disconnect();
    await database.drop();
    expect(fatal).toEqual([]);
  });

  it('see what is parked and why, retry it in order, and skip with a reason', async () => {
    const streamId = `complaint-${randomUUID()}`;
    const at = (deed = '') => `parked/spec-readers${deed}?key=${streamId}`;
    poison.add(streamId);
    for (let n = 1; n <= 3; n += 1) await append(streamId);
    await eventually(async () => expect((await call('GET', at())).body).toMatchObject({ items: { length: 3 } }));

    const list = await call('GET', 'parked?group=spec-readers&limit=2');
    expect(list.body).toMatchObject({ items: [{ key: streamId, version: 1, attempts: 1 }, { version: 2 }], next: expect.any(String) as string });
    expect(JSON.stringify(list.body)).not.toMatch(/"value"|"headers"/);
    const rest = await call('GET', `parked?group=spec-readers&limit=2&after=${encodeURIComponent(String(list.body.next))}`);
    expect(rest.body).toMatchObject({ items: [{ version: 3 }] });
    expect((await call('GET', `${at()}&limit=1`)).body).toMatchObject({ items: [{ version: 1, value: expect.any(String) as string }], more: true });

    expect((await call('POST', at('/retry'))).body).toMatchObject({ running: false, handled: 0, remaining: 3, reason: expect.stringContaining('poison') as string });
    expect((await call('POST', at('/skip'), { by: '值班员', reason: ' ' })).status).toBe(400);
    expect((await call('POST', at('/skip'), { by: '值班员', reason: '重复数据' })).body).toMatchObject({ version: 1 });
    const skips = await databaseOf(database.connection).collection('parked_skips').find({ key: streamId }).toArray();
    expect(skips).toMatchObject([{ version: 1, skippedBy: '值班员', skipReason: '重复数据' }]);

    poison.delete(streamId);
    expect((await call('POST', at('/retry'))).body).toEqual({ running: false, handled: 2, remaining: 0 });
    expect(versionsHandled(streamId)).toEqual([2, 3]);
    expect((await call('GET', at())).status).toBe(404);
    expect((await call('POST', at('/skip'), { by: 'a', reason: 'b' })).status).toBe(404);
  });

  it('are told when there is no such consumer, or the question is none', async () => {
    const answer = await call('POST', 'parked/nobody/retry?key=x');
    expect(answer).toMatchObject({ status: 404, body: { type: 'urn:redress:problem:not-found' } });
    expect((await call('GET', 'parked?limit=101')).status).toBe(400);
    expect((await call('POST', 'relay/republish', { from: 'yesterday' })).status).toBe(400);
  });

  it('refill a topic from the store, and compare both', async () => {
    const streamId = `complaint-${randomUUID()}`;
    for (let n = 1; n <= 3; n += 1) await append(streamId);
    await eventually(() => expect(versionsHandled(streamId)).toEqual([1, 2, 3]));
    const before = (await call('GET', 'relay/verify')).body;
    expect(before).toMatchObject({ running: false, relayed: true, missingCount: 0, commits: await store.count() });

    const ordered = await call('POST', 'relay/republish', {});
    expect(ordered.status).toBe(202);
    await eventually(async () => expect((await call('GET', 'relay/republish')).body).toEqual({ running: false }), { timeoutMs: 40_000 });
    const after = (await call('GET', 'relay/verify')).body;
    expect(after).toMatchObject({ relayed: true, records: Number(before.records) + Number(before.commits) });
  });

  it('count a store and find a commit that somebody edited', async () => {
    await append('complaint-edited');
    await append('complaint-edited');
    expect((await call('GET', 'store/verify')).body).toMatchObject({ running: false, faultCount: 0, faults: [] });
    await store.commits.updateOne({ streamId: 'complaint-edited', version: 1 }, { $set: { actor: 'staff:somebody' } });
    const { body } = await call('GET', 'store/verify');
    expect(body).toMatchObject({ commits: await store.count(), faults: [{ streamId: 'complaint-edited', version: 1, reason: 'hash-mismatch' }] });
    expect((await call('GET', 'store/count')).body).toEqual({ commits: await store.count() });
  });

  it('need a token of a service', async () => {
    for (const path of ['parked', 'relay/verify', 'store/count']) {
      expect((await fetch(`${url}/internal/${path}`)).status).toBe(401);
      const staff = { authorization: `Bearer ${await staffToken({ roles: ['admin'] })}` };
      expect((await fetch(`${url}/internal/${path}`, { headers: staff })).status).toBe(401);
    }
  });
});
