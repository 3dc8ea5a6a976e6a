import { PoisonMessage, TransientFault, type PublishedCommit } from '@redress/kernel';
import { eventually } from '@redress/testing';
import { newStream, nextCommit, places, type MadeStream } from '../kafka-fixture.contract';
import { ConsumerBench } from './consumer-fixture.contract';

const isOf = (stream: MadeStream, commits: readonly PublishedCommit[]) => commits.some(({ envelope }) => envelope.subject === stream.subject);
const versionsOf = (stream: MadeStream, commits: readonly PublishedCommit[]) =>
  commits.flatMap(({ envelope }) => (envelope.streamId === stream.streamId ? [envelope.version] : []));

describe('a consumer whose dependency is away', () => {
  let bench: ConsumerBench;
  beforeEach(async () => {
    bench = await ConsumerBench.open();
  });
  afterEach(() => bench.close());

  it.each([1, 100])('waits with maxBatch %d, parks nothing, keeps the order and goes on when it is back (F13)', async (maxBatch) => {
    let away = true;
    const handle = () => (away ? Promise.reject(new TransientFault('mongod is away')) : Promise.resolve());
    const streams = Array.from({ length: 30 }, () => newStream());
    const commits = [1, 2, 3].flatMap(() => streams.map((stream) => nextCommit(stream)));
    const watched = await bench.start({ maxBatch, handle });
    await bench.publish(...commits);
    await eventually(() => expect(watched.consumer.health().pausedPartitions).toBeGreaterThan(3));
    expect(watched.handled).toEqual([]);
    away = false;
    await bench.handledBy(watched, commits.length);
    for (const stream of streams) expect(versionsOf(stream, watched.handled)).toEqual([1, 2, 3]);
    await eventually(() => expect(watched.consumer.health()).toMatchObject({ parkedKeys: 0, pausedPartitions: 0, lag: 0 }));
    expect(bench.lot.messages).toEqual([]);
  });

  it('lets the other keys of the partition go on when only one key has to wait (decision 8)', async () => {
    const waiting = newStream();
    const handle = (commits: readonly PublishedCommit[]) =>
      isOf(waiting, commits) ? Promise.reject(new TransientFault('its plan is not here yet')) : Promise.resolve();
    const watched = await bench.start({ handle });
    const others = Array.from({ length: 200 }, () => nextCommit(newStream()));
    await bench.publish(nextCommit(waiting), ...others);
    await bench.handledBy(watched, others.length);
    expect(watched.consumer.health().pausedPartitions).toBe(1);
  });

  it('takes the outage of a driver that slipped through for what it is', async () => {
    let failures = 0;
    const handle = () => {
      failures += 1;
      const error = Object.assign(new Error('connect ECONNREFUSED'), { name: failures % 2 ? 'MongoNetworkError' : 'Error', code: 'ECONNREFUSED' });
      return failures <= 4 ? Promise.reject(error) : Promise.resolve();
    };
    const watched = await bench.start({ handle });
    await bench.publish(nextCommit(newStream()));
    await bench.handledBy(watched, 1);
    expect(bench.lot.messages).toEqual([]);
  });

  it('asks again when a handler used up its time', async () => {
    let calls = 0;
    const handle = (_commits: readonly PublishedCommit[], signal: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        calls += 1;
        if (calls > 1) resolve();
        else signal.addEventListener('abort', () => reject(new Error('aborted')));
      });
    const watched = await bench.start({ handle }, { handlerBudgetMs: 300 });
    await bench.publish(nextCommit(newStream()));
    await bench.handledBy(watched, 1);
    expect(watched.consumer.health()).toMatchObject({ transientFaults: 1, parkedKeys: 0 });
  });
});

describe('a consumer that meets poison', () => {
  let bench: ConsumerBench;
  beforeEach(async () => {
    bench = await ConsumerBench.open();
  });
  afterEach(() => bench.close());

  /** Fails on commits of a stream until it is healed. */
  const allergicTo = (stream: MadeStream, error: () => Error) => {
    const state = { healed: false, tries: 0 };
    const handle = (commits: readonly PublishedCommit[]) => {
      if (state.healed || !isOf(stream, commits)) return Promise.resolve();
      state.tries += 1;
      return Promise.reject(error());
    };
    return { state, handle };
  };

  it.each([1, 100])('parks the key with its later messages and goes on with the others, maxBatch %d (F12, X1)', async (maxBatch) => {
    const bad = newStream();
    const { state, handle } = allergicTo(bad, () => new Error('cannot be handled'));
    const watched = await bench.start({ maxBatch, handle });
    const others = Array.from({ length: 50 }, () => nextCommit(newStream()));
    await bench.publish(nextCommit(bad), ...others, nextCommit(bad));
    await bench.handledBy(watched, others.length);
    await eventually(() => expect(bench.lot.messages).toHaveLength(2));
    await bench.publish(nextCommit(bad));
    await eventually(() => expect(bench.lot.messages).toHaveLength(3));

    expect(bench.lot.messages.map(({ key, version, attempts, reason }) => ({ key, version, attempts, reason }))).toEqual([
      { key: bad.subject, version: 1, attempts: 3, reason: 'Error: cannot be handled' },
      { key: bad.subject, version: 2, attempts: 0, reason: 'waits behind a parked message of its key' },
      { key: bad.subject, version: 3, attempts: 0, reason: 'waits behind a parked message of its key' },
    ]);
    expect(state.tries).toBe(maxBatch === 1 ? 3 : 4);
    expect(watched.alarms).toEqual([{ kind: 'parked', key: bad.subject, reason: 'Error: cannot be handled' }]);
    await eventually(() => expect(watched.consumer.health()).toMatchObject({ parkedKeys: 1, parked: 3, lag: 0 }));
    expect(watched.consumer.health()).toMatchObject({ rebalances: 1, alarms: { parked: 1, 'parking-full': 0 } });
    expect(Object.values(watched.consumer.health().lagByTopic)).toContain(0);
    expect(watched.consumer.health().brokerSilentMs).toBeLessThan(60_000);
    expect(watched.consumer.health().stalledMs).toBeLessThan(10_000);
    await eventually(async () => expect((await bench.committed()).reduce((sum, { offset }) => sum + offset, 0)).toBe(53));
  });

  it('handles a parked key again in order after it is healed, and then as ever', async () => {
    const bad = newStream();
    const { state, handle } = allergicTo(bad, () => new Error('not yet'));
    const watched = await bench.start({ handle });
    await bench.publish(nextCommit(bad), nextCommit(bad), nextCommit(bad));
    await eventually(() => expect(bench.lot.messages).toHaveLength(3));

    expect(await watched.consumer.retryParked(bad.subject)).toEqual({ handled: 0, remaining: 3, reason: 'Error: not yet' });
    state.healed = true;
    expect(await watched.consumer.retryParked(bad.subject)).toEqual({ handled: 3, remaining: 0 });
    await bench.publish(nextCommit(bad));
    await bench.handledBy(watched, 4);
    expect(versionsOf(bad, watched.handled)).toEqual([1, 2, 3, 4]);
    expect(bench.lot.messages).toEqual([]);
    expect(watched.consumer.health().parkedKeys).toBe(0);
  });

  it('goes on with a key after an operator skipped what was parked of it', async () => {
    const bad = newStream();
    const { state, handle } = allergicTo(bad, () => new Error('for ever'));
    const watched = await bench.start({ handle });
    await bench.publish(nextCommit(bad));
    await eventually(() => expect(bench.lot.messages).toHaveLength(1));
    await bench.lot.skip(bench.group, bad.subject, 'staff:1', 'withdrawn');
    state.healed = true;
    await bench.publish(nextCommit(bad));
    await bench.handledBy(watched, 1);
    expect(versionsOf(bad, watched.handled)).toEqual([2]);
    expect(bench.lot.messages).toEqual([]);
  });

  it('does not try again what says that it is poison, nor what it cannot read', async () => {
    const bad = newStream();
    const { state, handle } = allergicTo(bad, () => new PoisonMessage('never'));
    const producer = bench.topics.kafka.producer();
    await producer.connect();
    await producer.send({ topic: `${bench.topics.prefix}redress-intake-v1`, messages: [{ key: 'foreign', value: 'hello' }] });
    await producer.disconnect();
    await bench.start({ handle });
    await bench.publish(nextCommit(bad));
    await eventually(() => expect(bench.lot.messages).toHaveLength(2));
    expect(state.tries).toBe(1);
    const foreign = bench.lot.messages.find(({ key }) => key === 'foreign');
    expect(foreign).toMatchObject({ streamId: 'unknown', version: 0, value: 'hello', reason: expect.stringContaining('PoisonMessage') as string });
  });

  it('knows after a restart which keys are parked', async () => {
    const bad = newStream();
    const { handle } = allergicTo(bad, () => new Error('for ever'));
    const first = await bench.start({ handle });
    await bench.publish(nextCommit(bad));
    await eventually(() => expect(bench.lot.messages).toHaveLength(1));
    await first.consumer.stop();
    const second = await bench.start();
    const good = newStream();
    await bench.publish(nextCommit(bad), nextCommit(good));
    await bench.handledBy(second, 1);
    await eventually(() => expect(bench.lot.messages).toHaveLength(2));
    expect(places(second.handled)).toEqual([`${good.streamId}@1`]);
  });

  it('stands still and calls for help when nothing more can be parked, and goes on when there is room', async () => {
    const [one, two] = [newStream(), newStream()];
    bench.lot.limit = 1;
    const handle = (commits: readonly PublishedCommit[]) => (isOf(one, commits) || isOf(two, commits) ? Promise.reject(new Error('bad')) : Promise.resolve());
    const watched = await bench.start({ handle });
    await bench.publish(nextCommit(one), nextCommit(two));
    await eventually(() => expect(watched.alarms.map(({ kind }) => kind).sort()).toEqual(['parked', 'parking-full']));
    expect(watched.consumer.health()).toMatchObject({ pausedPartitions: 1, lag: 1 });
    bench.lot.limit = 10;
    await eventually(() => expect(watched.consumer.health()).toMatchObject({ pausedPartitions: 0, lag: 0, parkedKeys: 2 }));
  });
});
