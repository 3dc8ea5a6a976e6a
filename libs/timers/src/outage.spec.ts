import { startEmbeddedRedis, type EmbeddedRedis } from '@redress/backing-services';
import { MongoDueTimeStore, timerOf, type DueTimer } from '@redress/due-times';
import { makeClock } from '@redress/kernel';
import { eventually, openTestDatabase, uniqueName, type TestDatabase } from '@redress/testing';
import { Redis } from 'ioredis';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTimers, type Timers, type TimersOptions } from './timers';

interface Effect {
  readonly _id: string;
  readonly times: number;
  readonly early: number;
}

const clock = makeClock(Date.now);
const dueIn = (ms: number) => ({ kind: 'due', revision: 1, dueAt: new Date(Date.now() + ms).toISOString() });

/** Redis of its own, that may be emptied, filled and killed. */
describe('timers whose Redis fails', () => {
  let dataDir: string;
  let redis: EmbeddedRedis;
  let database: TestDatabase;
  let store: MongoDueTimeStore;
  let running: Timers[];
  let queueName: string;
  let fatal: Error[];

  const startRedis = async (maxMemoryMb = 128, port?: number): Promise<void> => {
    redis = await startEmbeddedRedis({ dataDir, maxMemoryMb, ...(port !== undefined && { port }) });
  };

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'redress-timers-'));
    await startRedis();
    database = await openTestDatabase();
    store = new MongoDueTimeStore(database.connection);
    await store.prepare();
    running = [];
    fatal = [];
    queueName = uniqueName('timers');
  }, 300_000);
  afterEach(async () => {
    await Promise.all(running.map((timers) => timers.stop()));
    await redis.stop();
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const effects = () =>
    database.connection
      .getClient()
      .db(database.name)
      .collection<Effect>('effects', { writeConcern: { w: 1 } });
  /** The effect is one document per timer, as a command with commandId = timerId has one commit. */
  const fire = async ({ timerId, dueAt }: DueTimer): Promise<void> => {
    const early = clock.now() < dueAt ? 1 : 0;
    await effects().updateOne({ _id: timerId }, { $inc: { times: 1, early } }, { upsert: true });
  };
  const start = (options: Partial<TimersOptions> = {}): Timers => {
    const timers = createTimers({
      redis: redis.url,
      queueName,
      store,
      clock,
      fire,
      onFatal: (reason) => fatal.push(reason),
      ...options,
    });
    running.push(timers);
    timers.start();
    return timers;
  };
  const fillStore = async (count: number, dueAt: (n: number) => number): Promise<void> => {
    const owners = Array.from({ length: count }, (_, n) => {
      const due = [{ kind: 'due', revision: 1, dueAt: new Date(dueAt(n)) }];
      return { _id: `watch-${n}`, version: 1, due, nextDueAt: new Date(dueAt(n)) };
    });
    await database.connection.collection<(typeof owners)[number]>('due_times').insertMany(owners);
  };
  const admin = async <T>(work: (client: Redis) => Promise<T>): Promise<T> => {
    const client = new Redis(redis.url);
    try {
      return await work(client);
    } finally {
      client.disconnect();
    }
  };
  const waiting = (): Promise<number> => admin((client) => client.zcard(`bull:${queueName}:delayed`));

  it('brings 10,000 timers back when Redis is emptied, and each takes effect (B2, F9)', async () => {
    const begin = Date.now();
    await fillStore(10_000, (n) => begin + 12_000 + (n % 4000));
    // Nothing takes fired timers out of the store here, so a sweep would only fire them all again.
    const timers = start({ sweepEveryMs: 600_000 });
    await eventually(async () => expect(await waiting()).toBe(10_000), { timeoutMs: 30_000 });
    await admin((client) => client.flushall());
    expect(await waiting()).toBeLessThan(10_000);
    await eventually(() => expect(timers.health().rearmed).toBeGreaterThan(0));
    expect(timers.health().rearmedAgoMs).toBeLessThan(60_000);
    await eventually(async () => expect(await effects().countDocuments()).toBe(10_000), { timeoutMs: 240_000 });
    expect(await effects().countDocuments({ early: { $gt: 0 } })).toBe(0);
    expect(fatal).toEqual([]);
  }, 300_000);

  it('has one effect for each timer when two processes run and Redis is emptied between them', async () => {
    const begin = Date.now();
    await fillStore(300, (n) => begin + 3000 + n * 5);
    start();
    start();
    await eventually(async () => expect(await waiting()).toBe(300));
    await admin((client) => client.flushall());
    await eventually(async () => expect(await effects().countDocuments()).toBe(300), { timeoutMs: 30_000 });
    expect(await effects().countDocuments({ early: { $gt: 0 } })).toBe(0);
  });

  it('fires without a restart after Redis was killed and stayed away for 20 s, oldest first (B1, F10)', async () => {
    const order: string[] = [];
    const timers = start({
      concurrency: 1,
      fire: async (timer) => {
        order.push(timer.ownerId);
        await fire(timer);
        await store.replace(timer.ownerId, 2, []);
      },
    });
    await eventually(() => expect(timers.health().lastSweepAt).toBeDefined());
    await timers.sync('watch-c', 1, [dueIn(9000)]);
    await timers.sync('watch-b', 1, [dueIn(6000)]);
    const { port } = redis;
    await redis.kill();
    await timers.sync('watch-a', 1, [dueIn(3000)]);
    expect(timers.health().redisReady).toBe(false);
    await timers.ping().then(
      () => Promise.reject(new Error('a dead Redis answered')),
      () => undefined,
    );
    await sleep(20_000);
    expect(await timers.oldestOverdueMs()).toBeGreaterThan(10_000);
    expect(timers.health().sweptAgoMs).toBeGreaterThan(10_000);
    expect(order).toEqual([]);
    await startRedis(128, port);
    await eventually(() => expect(order).toHaveLength(3), { timeoutMs: 30_000 });
    expect(new Set(order)).toEqual(new Set(['watch-a', 'watch-b', 'watch-c']));
    await timers.ping();
    await eventually(async () => expect(await timers.oldestOverdueMs()).toBe(0));
    expect(fatal).toEqual([]);
    await timers.sync('watch-d', 1, [dueIn(300)]);
    await eventually(() => expect(order.at(-1)).toBe('watch-d'));
  }, 120_000);

  it('costs no caller anything when Redis is full, and heals when it is not (B7)', async () => {
    const errors: string[] = [];
    const timers = start({ sweepEveryMs: 500, onError: ({ message }) => errors.push(message) });
    await eventually(() => expect(timers.health().lastSweepAt).toBeDefined());
    await admin((client) => client.config('SET', 'maxmemory', '100kb'));
    await timers.sync('watch-a', 1, [dueIn(1500)]);
    expect(errors.join()).toContain('OOM');
    expect(await store.count()).toBe(1);
    await admin((client) => client.config('SET', 'maxmemory', '128mb'));
    await eventually(async () => expect(await effects().countDocuments()).toBe(1));
  });

  it('starts while Redis is away, and fires when it comes', async () => {
    const { port, url } = redis;
    await redis.kill();
    const timers = start({ redis: url });
    await timers.sync('watch-a', 1, [dueIn(100)]);
    await timers.arm([timerOf('watch-a', dueIn(100))]);
    await startRedis(128, port);
    await eventually(async () => expect(await effects().countDocuments()).toBe(1), { timeoutMs: 30_000 });
  });

  it('holds the near horizon only, whatever the number of open deadlines', async () => {
    await fillStore(50_000, (n) => Date.now() + (n < 20 ? 60_000 : 100 * 3_600_000));
    const timers = start();
    await eventually(() => expect(timers.health().lastSweepAt).toBeDefined());
    expect(await waiting()).toBe(20);
    expect(await store.count()).toBe(50_000);
  });

  it('calls for a restart when jobs are due and none is taken (B1)', async () => {
    let release = (): void => undefined;
    const hanging = new Promise<void>((resolve) => {
      release = resolve;
    });
    start({ concurrency: 1, stuckAfterMs: 1500, fire: () => hanging });
    await eventually(() => expect(running[0]?.health().lastSweepAt).toBeDefined());
    await running[0]?.sync('watch-a', 1, [dueIn(50), { ...dueIn(60), kind: 'next' }]);
    await eventually(() => expect(fatal.map(({ message }) => message).join()).toContain('timers are stuck'));
    release();
  });
});
