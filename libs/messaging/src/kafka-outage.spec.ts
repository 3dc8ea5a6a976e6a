import { startEmbeddedKafka, type EmbeddedKafka } from '@redress/backing-services';
import type { PublishedCommit } from '@redress/kernel';
import { eventually } from '@redress/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConsumer, createKafka, createPublisher, createTopics } from '.';
import { checkNoted, newStream, nextCommit, places, TestParkingLot } from './kafka-fixture.contract';

describe('while Kafka is away (F5)', () => {
  let dataDir: string;
  let kafka: EmbeddedKafka;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'redress-kafka-'));
    kafka = await startEmbeddedKafka({ dataDir });
  }, 120_000);

  afterAll(async () => {
    await kafka.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('nothing is lost or reordered: sending and receiving go on when it is back', async () => {
    const client = createKafka({ brokers: [kafka.brokers], clientId: 'spec' });
    await createTopics(client, '', { contexts: ['intake'] });
    const publisher = createPublisher({ kafka: client, validate: checkNoted, sendTimeoutMs: 5_000 });
    const handled: PublishedCommit[] = [];
    const fatal: Error[] = [];
    const consumer = createConsumer({
      kafka: client,
      groupId: 'g',
      contexts: ['intake'],
      maxBatch: 1,
      parking: new TestParkingLot(),
      validate: checkNoted,
      onFatal: (error) => fatal.push(error),
      handle: (commits) => Promise.resolve(void handled.push(...commits)),
      tuning: { commitEveryMs: 200, watchEveryMs: 1_000 },
    });
    await consumer.start();

    const streams = Array.from({ length: 20 }, () => newStream());
    const sent: PublishedCommit[] = [];
    let failures = 0;
    /** As the relay does: the same again until it is acknowledged. */
    const round = async () => {
      const commits = streams.map((stream) => nextCommit(stream));
      for (let done = false; !done; ) {
        done = await publisher.publish(commits).then(() => true, () => false);
        if (!done) failures += 1;
      }
      sent.push(...commits);
    };

    for (let n = 0; n < 5; n += 1) await round();
    await eventually(() => expect(handled.length).toBeGreaterThanOrEqual(100));
    await kafka.kill();
    const sending = round();
    await eventually(() => expect(failures).toBeGreaterThan(0), { timeoutMs: 60_000 });
    kafka = await startEmbeddedKafka({ dataDir, port: kafka.port });
    await sending;
    for (let n = 0; n < 5; n += 1) await round();

    const seen = () => new Set(places(handled));
    await eventually(() => expect(seen().size).toBe(sent.length), { timeoutMs: 60_000 });
    for (const { streamId } of streams) {
      const versions = handled.flatMap(({ envelope }) => (envelope.streamId === streamId ? [envelope.version] : []));
      expect([...new Set(versions)]).toEqual(Array.from({ length: 11 }, (_, n) => n + 1));
    }
    expect(fatal).toEqual([]);
    await eventually(() => expect(consumer.health()).toMatchObject({ running: true, lag: 0, parkedKeys: 0 }), { timeoutMs: 30_000 });
    await consumer.stop();
    await publisher.stop();
  }, 180_000);
});
