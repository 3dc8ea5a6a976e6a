import type { StoredCommit } from '@redress/event-store';
import type { VersionedEvent } from '@redress/kernel';
import { createKafka, createPublisher, createTopics, readTopic, topicName, type CommitPublisher, type TopicRecord } from '@redress/messaging';
import { eventually, realServices, uniqueName } from '@redress/testing';
import { createRelay, envelopeOf, isRelayed, publishedCommit, republish, republishProgress, verifyRelay, type MongoTail, type ToMessage } from '.';
import { expectInOrder, newStreamId, places, StoreBench } from './store-fixture.contract';

/** Odd numbers are public, under another name. */
const toMessage: ToMessage = (event) => ('n' in event.data && Number(event.data.n) % 2 ? { ...event, type: 'Told' } : null);
const checkTold = (_context: unknown, event: VersionedEvent): void => {
  if (event.type !== 'Told') throw new Error('not told');
};

describe('what others see of a commit', () => {
  it('is the envelope and the public events, and no hash, digest or key', async () => {
    const bench = await StoreBench.open();
    const [one, two] = await bench.append(newStreamId(), 2);
    if (!one || !two) throw new Error('two commits');
    expect(publishedCommit(one, toMessage).events).toEqual([{ type: 'Told', schemaVersion: 1, data: { n: 1 } }]);
    expect(publishedCommit(two, toMessage).events).toEqual([]);
    expect(Object.keys(envelopeOf(one)).sort()).toEqual(
      ['actor', 'causationId', 'commitId', 'context', 'correlationId', 'occurredAt', 'recordedAt', 'siteId', 'storeEpoch', 'streamId', 'subject', 'version'].sort(),
    );
    await bench.close();
  });
});

describe('the relay', () => {
  const kafka = createKafka({ brokers: realServices().kafkaBrokers, clientId: 'spec' });
  let bench: StoreBench;
  let topicPrefix: string;
  let publisher: CommitPublisher;
  const relays: MongoTail[] = [];

  beforeEach(async () => {
    bench = await StoreBench.open();
    topicPrefix = `${uniqueName('t')}-`;
    await createTopics(kafka, topicPrefix, { contexts: ['intake'] });
    publisher = createPublisher({ kafka, topicPrefix, validate: checkTold });
  });
  afterEach(async () => {
    await Promise.all(relays.splice(0).map((relay) => relay.stop()));
    await publisher.stop();
    await bench.close();
    await dropTopic();
  });

  const dropTopic = async (): Promise<void> => {
    const admin = kafka.admin();
    await admin.connect();
    await admin.deleteTopics({ topics: [topicName('intake', topicPrefix)] });
    await admin.disconnect();
  };

  const startRelay = async (via: CommitPublisher = publisher): Promise<MongoTail> => {
    const relay = createRelay(bench.connection, { store: bench.store, publisher: via, toMessage, leaseMs: 1_500 });
    relays.push(relay);
    await relay.start();
    return relay;
  };

  const topic = () => readTopic({ kafka, context: 'intake', topicPrefix, validate: checkTold });

  const onTopic = async () => {
    const records: TopicRecord[] = [];
    for await (const record of topic()) records.push(record);
    return records.flatMap(({ commit }) => (commit ? [commit.envelope] : []));
  };

  const findings = () => verifyRelay(bench.store.scan(), topic());
  const relayed = (stored: readonly StoredCommit[]) =>
    eventually(async () => expect(places(await onTopic())).toEqual(expect.arrayContaining(places(stored))), { intervalMs: 300 });

  it('publishes every commit in order, the ones without a public event too', async () => {
    await startRelay();
    await bench.follows();
    const streams = Array.from({ length: 10 }, () => newStreamId());
    const stored = (await Promise.all(streams.map((stream) => bench.append(stream, 12)))).flat();
    await relayed(stored);
    expectInOrder(await onTopic());
    expect(await findings()).toMatchObject({ commits: 120, records: 120, missingCount: 0, outOfOrderCount: 0, unknownCount: 0, foreign: 0 });
  });

  it('publishes again what it published and did not note, in the same order (F1)', async () => {
    const stored = await bench.append(newStreamId(), 30);
    let acknowledged = 0;
    const crashing: CommitPublisher = {
      publish: async (commits) => {
        await publisher.publish(commits);
        acknowledged += commits.length;
        // The acknowledgement is lost: as if the process had died before its checkpoint.
        throw new Error('killed');
      },
      stop: () => Promise.resolve(),
    };
    const first = await startRelay(crashing);
    await eventually(() => expect(acknowledged).toBeGreaterThanOrEqual(30));
    await first.stop();
    await startRelay();
    await eventually(async () => expect((await onTopic()).length).toBe(acknowledged + 30), { intervalMs: 300 });
    expectInOrder(await onTopic());
    expect(isRelayed(await findings())).toBe(true);
    expect(stored).toHaveLength(30);
  });

  it('stops at a commit that breaks its contract, and says which', async () => {
    const strict = createPublisher({ kafka, topicPrefix, validate: () => { throw new Error('Told v1 breaks its contract: /n must be string'); } });
    const relay = await startRelay(strict);
    const [commit] = await bench.append(newStreamId());
    await eventually(() => expect(relay.health().lastError).toContain(`${commit?.streamId} version 1 cannot be published: Told v1 breaks its contract: /n`));
    expect(await onTopic()).toEqual([]);
    await strict.stop();
  });

  it('refills a lost topic from the store (F6)', async () => {
    const relay = await startRelay();
    const streams = Array.from({ length: 5 }, () => newStreamId());
    const stored = (await Promise.all(streams.map((stream) => bench.append(stream, 10)))).flat();
    await relayed(stored);
    await dropTopic();
    await eventually(() => createTopics(kafka, topicPrefix, { contexts: ['intake'] }), { intervalMs: 200 });
    // What is committed between the loss and the order comes early, and once more in its turn.
    stored.push(...(await bench.append(streams[0] ?? '')));
    await eventually(async () => expect(await onTopic()).not.toEqual([]), { intervalMs: 200, timeoutMs: 40_000 });
    const broken = await findings();
    expect(broken.missingCount).toBe(50);
    expect(broken.missing).toContain(`${streams[1]}@1`);
    expect(broken.outOfOrder).toEqual([`${streams[0]}@11`]);

    const seen: unknown[] = [];
    await republish(bench.connection, { store: bench.store, signal: AbortSignal.timeout(30_000), onProgress: (progress) => seen.push(progress) });
    expect(await republishProgress(bench.connection)).toBeUndefined();
    expect(seen.length).toBeGreaterThan(0);
    stored.push(...(await bench.append(streams[0] ?? '')));
    await relayed(stored);
    expect(isRelayed(await findings())).toBe(true);
    expect(relay.health()).toMatchObject({ leading: true, republishes: 0 });
  });

  it('republishes from a moment on', async () => {
    await startRelay();
    await bench.follows();
    const [early] = await bench.append(newStreamId());
    await new Promise((resolve) => setTimeout(resolve, 20));
    const late = await bench.append(newStreamId(), 2);
    await relayed([...late, ...(early ? [early] : [])]);
    await republish(bench.connection, { store: bench.store, from: late[0]?.recordedAt, signal: AbortSignal.timeout(30_000) });
    const all = places(await onTopic());
    expect(all.filter((place) => place === places(early ? [early] : [])[0])).toHaveLength(1);
    expect(all.filter((place) => places(late).includes(place))).toHaveLength(4);
  });
});
