import type { PublishedCommit } from '@redress/kernel';
import { TransientFault } from '@redress/kernel';
import { eventually } from '@redress/testing';
import { acceptHoles, ConsumerStalled, createTopics, findHoles, HoleInTopic, OffsetOutOfRange, topicName } from '..';
import { newStream, nextCommit, places, type TestTopics } from '../kafka-fixture.contract';
import { ConsumerBench } from './consumer-fixture.contract';

type Admin = ReturnType<TestTopics['kafka']['admin']>;

describe('a consumer that misses messages', () => {
  let bench: ConsumerBench;
  beforeEach(async () => {
    bench = await ConsumerBench.open();
  });
  afterEach(() => bench.close());

  const withAdmin = async <T>(work: (admin: Admin) => Promise<T>): Promise<T> => {
    const admin = bench.topics.kafka.admin();
    await admin.connect();
    try {
      return await work(admin);
    } finally {
      await admin.disconnect();
    }
  };

  /** Cuts the front of every partition off, as retention would. */
  const cutFront = () =>
    withAdmin(async (admin) => {
      const topic = topicName('intake', bench.topics.prefix);
      const partitions = (await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => ({ partition, offset: high }));
      await admin.deleteTopicRecords({ topic, partitions });
    });

  it('fetches missing versions from their owner before it goes on (K5, decision 7)', async () => {
    const stream = newStream();
    const all = [1, 2, 3, 4, 5].map(() => nextCommit(stream));
    const asked: string[] = [];
    let away = true;
    const watched = await bench.start({
      fetchMissing: ({ context, streamId, fromVersion, toVersion }) => {
        asked.push(`${context} ${streamId} ${fromVersion}-${toVersion}`);
        if (away) {
          away = false;
          return Promise.reject(new TransientFault('intake is away'));
        }
        return Promise.resolve(all.slice(fromVersion - 1, toVersion));
      },
    });
    const [one, , , , five] = all as [PublishedCommit, PublishedCommit, PublishedCommit, PublishedCommit, PublishedCommit];
    await bench.publish(one, five);
    await bench.handledBy(watched, 5);
    expect(places(watched.handled)).toEqual(places(all));
    expect(asked).toEqual(Array(2).fill(`intake ${stream.streamId} 2-4`));
  });

  it('does so within a batch, and counts the hole where nobody can be asked', async () => {
    const stream = newStream();
    const [one, two, three] = [1, 2, 3].map(() => nextCommit(stream)) as [PublishedCommit, PublishedCommit, PublishedCommit];
    await bench.publish(one, three);
    const filling = await bench.start({ maxBatch: 100, fetchMissing: () => Promise.resolve([two]) });
    await bench.handledBy(filling, 3);
    expect(places(filling.handled)).toEqual(places([one, two, three]));
    await filling.consumer.stop();
    const later = [4, 5, 6].map(() => nextCommit(stream)) as [PublishedCommit, PublishedCommit, PublishedCommit];
    const counting = await bench.start();
    await bench.publish(later[0], later[2]);
    await bench.handledBy(counting, 2);
    expect(counting.consumer.health().gaps).toBe(1);
  });

  it('parks the key when the owner does not have them either, and fills the hole when it is retried', async () => {
    const stream = newStream();
    const all = [1, 2, 3].map(() => nextCommit(stream));
    let has: PublishedCommit[] = [];
    const watched = await bench.start({ fetchMissing: () => Promise.resolve(has) });
    await bench.publish(...all.filter(({ envelope }) => envelope.version !== 2));
    await eventually(() => expect(bench.lot.messages).toHaveLength(1));
    expect(bench.lot.messages[0]?.reason).toContain(`versions 2 to 2 of ${stream.streamId}`);
    has = all.slice(1, 2);
    expect(await watched.consumer.retryParked(stream.subject)).toEqual({ handled: 1, remaining: 0 });
    expect(places(watched.handled)).toEqual(places(all));
  });

  it('refuses to start where its place was cut off, until an operator accepts the hole (K3)', async () => {
    const first = await bench.start();
    await bench.publish(...Array.from({ length: 30 }, () => nextCommit(newStream())));
    await bench.handledBy(first, 30);
    await first.consumer.stop();
    await bench.publish(...Array.from({ length: 30 }, () => nextCommit(newStream())));
    await cutFront();

    await expect(bench.make().consumer.start()).rejects.toThrow(HoleInTopic);
    await withAdmin(async (admin) => {
      const groupId = `${bench.topics.prefix}${bench.group}`;
      const holes = await findHoles(admin, groupId, [topicName('intake', bench.topics.prefix)]);
      expect(holes.length).toBeGreaterThan(0);
      await acceptHoles(admin, groupId, holes);
      expect(await findHoles(admin, groupId, [topicName('intake', bench.topics.prefix)])).toEqual([]);
    });
    const allowed = await bench.start();
    await bench.publish(nextCommit(newStream()));
    await bench.handledBy(allowed, 1);
    expect(allowed.fatal).toEqual([]);
  });

  it('refuses to start where the topic ends before its place: it was made anew and kept the group (K3)', async () => {
    const topic = topicName('intake', bench.topics.prefix);
    const groupId = `${bench.topics.prefix}${bench.group}`;
    await withAdmin((admin) => admin.setOffsets({ groupId, topic, partitions: [{ partition: 3, offset: '1000' }] }));
    await expect(bench.make().consumer.start()).rejects.toThrow(/redress-intake-v1\/3 reached 1000, holds 0 to 0/);
  });

  it('stops for good when what it has not fetched yet is cut off, instead of going on behind it (K3)', async () => {
    const stream = newStream();
    let away = true;
    const watched = await bench.start({ maxBatch: 100, handle: () => (away ? Promise.reject(new TransientFault('away')) : Promise.resolve()) });
    await bench.publish(nextCommit(stream));
    await eventually(() => expect(watched.consumer.health().pausedPartitions).toBe(1));
    await bench.publish(nextCommit(stream), nextCommit(stream));
    await cutFront();
    await bench.publish(nextCommit(stream));
    away = false;
    await eventually(() => expect(watched.fatal).toHaveLength(1));
    expect(watched.fatal[0]).toBeInstanceOf(OffsetOutOfRange);
    expect(places(watched.handled)).toEqual([`${stream.streamId}@1`]);
  });

  it('stops for good when its topic is made anew under it, instead of stepping over what was lost (K3, F6)', async () => {
    const watched = await bench.start();
    await bench.publish(...Array.from({ length: 60 }, () => nextCommit(newStream())));
    await bench.handledBy(watched, 60);
    await eventually(async () => expect((await bench.committed()).length).toBeGreaterThan(6));
    await withAdmin((admin) => admin.deleteTopics({ topics: [topicName('intake', bench.topics.prefix)] }));
    await eventually(() => createTopics(bench.topics.kafka, bench.topics.prefix, { contexts: ['intake'] }));
    await eventually(() => bench.publish(...Array.from({ length: 30 }, () => nextCommit(newStream()))), { timeoutMs: 40_000 });
    await eventually(() => expect(watched.fatal).toHaveLength(1), { timeoutMs: 40_000 });
    expect(watched.fatal[0]?.name).toMatch(/OffsetOutOfRange|LogRestarted/);
  });

  it('calls for help when a store was restored from a backup (X5)', async () => {
    const stream = newStream();
    const watched = await bench.start();
    await bench.publish(nextCommit(stream), nextCommit(stream));
    await bench.handledBy(watched, 2);
    stream.version = 1;
    await bench.publish(nextCommit(stream, {}, { storeEpoch: 2 }));
    await bench.handledBy(watched, 3);
    expect(watched.alarms).toEqual([
      { kind: 'version-reappeared', streamId: stream.streamId, version: 2 },
      { kind: 'store-restored', context: 'intake', from: 1, to: 2 },
    ]);
  });

  it('remembers the epoch over a restart', async () => {
    const stream = newStream();
    const first = await bench.start();
    await bench.publish(nextCommit(stream));
    await bench.handledBy(first, 1);
    await first.consumer.stop();
    const second = await bench.start();
    await bench.publish(nextCommit(stream, {}, { storeEpoch: 2 }));
    await bench.handledBy(second, 1);
    expect(second.alarms).toEqual([{ kind: 'store-restored', context: 'intake', from: 1, to: 2 }]);
  });

  it('ends the process when it stands still and nothing explains it (K14)', async () => {
    const watched = await bench.start({ handle: () => new Promise(() => undefined) }, { stallMs: 1_500, drainMs: 100 });
    await bench.publish(nextCommit(newStream()));
    await eventually(() => expect(watched.fatal).toHaveLength(1));
    expect(watched.fatal[0]).toBeInstanceOf(ConsumerStalled);
  });
});
