import { CommandRefused, TransientFault, type PublishedCommit } from '@redress/kernel';
import { eventually, uniqueName } from '@redress/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import { createKafka } from '..';
import { newStream, nextCommit, places } from '../kafka-fixture.contract';
import { ConsumerBench } from './consumer-fixture.contract';

const subjects = (commits: readonly PublishedCommit[]) => commits.map(({ envelope }) => envelope.subject);

describe('a consumer', () => {
  let bench: ConsumerBench;
  beforeEach(async () => {
    bench = await ConsumerBench.open();
  });
  afterEach(() => bench.close());

  it('handles each key in order and many keys at once', async () => {
    const streams = Array.from({ length: 40 }, () => newStream());
    const commits = [1, 2, 3, 4, 5].flatMap(() => streams.map((stream) => nextCommit(stream)));
    await bench.publish(...commits);
    let [now, most] = [0, 0];
    const handle = async () => {
      most = Math.max(most, (now += 1));
      await sleep(5);
      now -= 1;
    };
    const watched = await bench.start({ handle });
    await bench.handledBy(watched, commits.length);
    for (const { streamId } of streams) {
      const versions = watched.handled.flatMap(({ envelope }) => (envelope.streamId === streamId ? [envelope.version] : []));
      expect(versions).toEqual([1, 2, 3, 4, 5]);
    }
    expect(most).toBeGreaterThan(4);
    expect(most).toBeLessThanOrEqual(16);
    expect(watched.consumer.health()).toMatchObject({ running: true, handled: 200, lag: 0, parkedKeys: 0, pausedPartitions: 0 });
  });

  it('hands over whole slices of a partition, in order, where batches are wanted', async () => {
    const streams = Array.from({ length: 30 }, () => newStream());
    const commits = [1, 2, 3, 4].flatMap(() => streams.map((stream) => nextCommit(stream)));
    await bench.publish(...commits);
    const sizes: number[] = [];
    const watched = await bench.start({ maxBatch: 100, handle: (slice) => Promise.resolve(void sizes.push(slice.length)) });
    await bench.handledBy(watched, commits.length);
    expect(places(watched.handled).sort()).toEqual(places(commits).sort());
    expect(sizes.length).toBeLessThan(60);
    for (const { streamId } of streams) {
      expect(watched.handled.flatMap(({ envelope }) => (envelope.streamId === streamId ? [envelope.version] : []))).toEqual([1, 2, 3, 4]);
    }
  });

  it('commits the lowest unsettled offset only, so that a restart repeats what was not done (K7, K17)', async () => {
    const [stuck, other] = [newStream(), newStream()];
    // One key cannot go on, another of the same partition can: found by asking which keys share one.
    const all = [nextCommit(stuck), ...Array.from({ length: 200 }, () => nextCommit(newStream())), nextCommit(other)];
    await bench.publish(...all);
    const first = await bench.start({
      handle: ([commit]) => (commit?.envelope.subject === stuck.subject ? Promise.reject(new TransientFault('away')) : Promise.resolve()),
    });
    await bench.handledBy(first, all.length - 1);
    await first.consumer.stop();
    const second = await bench.start();
    await eventually(() => expect(subjects(second.handled)).toContain(stuck.subject));
    // Together they handled everything, and the second did not begin from zero: other partitions were committed.
    expect(new Set([...places(first.handled), ...places(second.handled)])).toEqual(new Set(places(all)));
    expect(second.handled.length).toBeLessThan(all.length);
    await eventually(async () => expect((await bench.committed()).reduce((sum, { offset }) => sum + offset, 0)).toBe(all.length));
  });

  it('commits offsets by itself within the second, with the epoch of the store (X5)', async () => {
    const watched = await bench.start();
    await bench.publish(nextCommit(newStream(), {}, { storeEpoch: 3 }));
    await bench.handledBy(watched, 1);
    await eventually(async () => expect(await bench.committed()).toEqual([{ partition: expect.any(Number) as number, offset: 1, metadata: '{"epoch":3}' }]));
  });

  it('lets running handlers end when it stops, and commits what they did', async () => {
    const watched = await bench.start({ handle: () => sleep(1_500) });
    await bench.publish(nextCommit(newStream()));
    await eventually(() => expect(watched.consumer.health().lag).toBe(1));
    await sleep(300);
    await watched.consumer.stop();
    expect(watched.handled).toHaveLength(1);
    expect(await bench.committed()).toMatchObject([{ offset: 1 }]);
    expect(watched.consumer.health().running).toBe(false);
  });

  it('aborts handlers that do not end in time when it stops, and commits nothing of them', async () => {
    let wasAborted = false;
    const handle = async (_commits: unknown, signal: AbortSignal) => {
      await sleep(60_000, undefined, { signal }).catch(() => (wasAborted = true));
      throw new Error('aborted');
    };
    const watched = await bench.start({ handle }, { drainMs: 100 });
    await bench.publish(nextCommit(newStream()));
    await eventually(() => expect(watched.consumer.health().lag).toBe(1));
    await sleep(300);
    await watched.consumer.stop();
    expect(wasAborted).toBe(true);
    expect(await bench.committed()).toEqual([]);
    expect(bench.lot.messages).toEqual([]);
  });

  it('stays in its group while a handler takes longer than the session (K4)', async () => {
    const watched = await bench.start({ handle: () => sleep(8_000) }, { sessionTimeoutMs: 6_000 });
    await bench.publish(nextCommit(newStream()));
    await bench.handledBy(watched, 1);
    await sleep(500);
    expect(watched.handled).toHaveLength(1);
    await eventually(async () => expect(await bench.committed()).toMatchObject([{ offset: 1 }]));
  });

  it('shares its partitions with others and takes them back, and nothing is left out (K5)', async () => {
    const streams = Array.from({ length: 60 }, () => newStream());
    const round = () => streams.map((stream) => nextCommit(stream));
    const first = await bench.start({ handle: () => sleep(2) });
    await bench.publish(...round());
    await bench.handledBy(first, 10);
    const second = await bench.start({ kafka: createKafka({ brokers: (process.env.KAFKA_BROKERS ?? '').split(','), clientId: 'other' }), handle: () => sleep(2) });
    await bench.publish(...round());
    await eventually(() => expect(second.handled.length).toBeGreaterThan(0), { timeoutMs: 20_000 });
    await second.consumer.stop();
    await bench.publish(...round());
    const seen = () => new Set([...places(first.handled), ...places(second.handled)]);
    await eventually(() => expect(seen().size).toBe(180), { timeoutMs: 20_000 });
    expect([...first.fatal, ...second.fatal]).toEqual([]);
  });

  it('acknowledges what a rule refuses', async () => {
    const refused = newStream();
    const handle = ([commit]: readonly PublishedCommit[]) =>
      commit?.envelope.subject === refused.subject ? Promise.reject(new CommandRefused('complaint-closed')) : Promise.resolve();
    const watched = await bench.start({ handle });
    await bench.publish(nextCommit(refused), nextCommit(newStream()));
    await bench.handledBy(watched, 1);
    await eventually(() => expect(watched.consumer.health()).toMatchObject({ refused: 1, lag: 0, parkedKeys: 0 }));
  });

  it('starts while Kafka is away, and stops', async () => {
    const kafka = createKafka({ brokers: ['127.0.0.1:1'], clientId: 'spec' });
    const watched = await bench.start({ kafka, groupId: uniqueName('g') });
    expect(watched.consumer.health()).toMatchObject({ running: false });
    await watched.consumer.stop();
    expect(watched.fatal).toEqual([]);
  });
});
