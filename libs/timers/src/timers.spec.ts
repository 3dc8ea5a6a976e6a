import { MongoDueTimeStore, type DueTimer } from '@redress/due-times';
import { makeClock, TransientFault, type Clock } from '@redress/kernel';
import { eventually, openTestDatabase, realServices, uniqueName, type TestDatabase } from '@redress/testing';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { createTimers, type Timers, type TimersOptions } from './timers';

const real = makeClock(Date.now);
const within = (clock: Clock, ms: number): string => new Date(Date.parse(clock.now()) + ms).toISOString();

describe('timers on real Redis and MongoDB', () => {
  let database: TestDatabase;
  let store: MongoDueTimeStore;
  let redis: Redis;
  let queueName: string;
  let running: Timers[];
  let fired: (DueTimer & { firedAt: string })[];
  const fatal = (reason: Error): void => {
    throw reason;
  };

  beforeAll(async () => {
    database = await openTestDatabase();
    store = new MongoDueTimeStore(database.connection);
    await store.prepare();
    redis = new Redis(realServices().redisUrl);
  });
  beforeEach(() => {
    queueName = uniqueName('timers');
    running = [];
    fired = [];
  });
  afterEach(async () => {
    await Promise.all(running.map((timers) => timers.stop()));
    const keys = await redis.keys(`*:${queueName}*`);
    if (keys.length > 0) await redis.del(keys);
    await database.connection.collection('due_times').deleteMany({});
  });
  afterAll(async () => {
    redis.disconnect();
    await database.drop();
  });

  const note = (timer: DueTimer, clock = real): Promise<void> => {
    fired.push({ ...timer, firedAt: clock.now() });
    return Promise.resolve();
  };
  const timersWith = (options: Partial<TimersOptions> = {}): Timers => {
    const clock = options.clock ?? real;
    const timers = createTimers({
      redis: realServices().redisUrl,
      queueName,
      store,
      clock,
      fire: (timer) => note(timer, clock),
      onFatal: fatal,
      ...options,
    });
    running.push(timers);
    timers.start();
    return timers;
  };
  const firedIds = (): string[] => fired.map(({ timerId }) => timerId);
  const neverEarly = (): boolean => fired.every(({ dueAt, firedAt }) => firedAt >= dueAt);
  const armedInRedis = (): Promise<number> => redis.zcard(`bull:${queueName}:delayed`);
  const ready = (timers: Timers) => eventually(() => expect(timers.health().lastSweepAt).toBeDefined());
  const dueIn = (ms: number, revision = 1) => ({ kind: 'due', revision, dueAt: within(real, ms) });

  it('fires in time, never early, and leaves nothing in Redis', async () => {
    const timers = timersWith();
    await ready(timers);
    await Promise.all([300, 700, 1100].map((ms, n) => timers.sync(`watch-${n}`, 1, [dueIn(ms)])));
    await eventually(() => expect(firedIds().sort()).toEqual(['watch-0-due-1', 'watch-1-due-1', 'watch-2-due-1']));
    expect(neverEarly()).toBe(true);
    await eventually(async () => expect(await redis.exists(`bull:${queueName}:watch-0-due-1`)).toBe(0));
  });

  it('keeps what is beyond the horizon out of Redis', async () => {
    const timers = timersWith({ horizonMs: 60_000 });
    await ready(timers);
    await timers.sync('watch-far', 1, [dueIn(3_600_000)]);
    await timers.sync('watch-near', 1, [dueIn(30_000)]);
    expect(await armedInRedis()).toBe(1);
    await timers.sweep();
    expect(await armedInRedis()).toBe(1);
    expect(await store.count()).toBe(2);
  });

  it('replaces a job when its revision rises', async () => {
    const timers = timersWith();
    await ready(timers);
    await timers.sync('watch-a', 1, [dueIn(600)]);
    await timers.sync('watch-a', 2, [dueIn(900, 2)]);
    expect(await redis.exists(`bull:${queueName}:watch-a-due-1`)).toBe(0);
    await eventually(() => expect(firedIds()).toEqual(['watch-a-due-2']));
  });

  it('drops a job whose owner no longer waits, though it stayed in Redis', async () => {
    const timers = timersWith();
    await ready(timers);
    await timers.sync('watch-a', 1, [dueIn(400)]);
    await store.replace('watch-a', 2, []);
    await eventually(() => expect(timers.health().dropped).toBe(1));
    expect(fired).toEqual([]);
  });

  it('lets the same id in again after it has fired, and ignores it before', async () => {
    const timers = timersWith();
    await ready(timers);
    await timers.sync('watch-a', 1, [dueIn(200)]);
    await timers.sweep();
    await eventually(() => expect(firedIds()).toEqual(['watch-a-due-1']));
    await timers.sweep();
    await eventually(() => expect(firedIds()).toEqual(['watch-a-due-1', 'watch-a-due-1']));
  });

  it('brings past-due ones in oldest first', async () => {
    for (const [owner, ms] of [
      ['c', -100],
      ['a', -9000],
      ['b', -500],
    ] as const) {
      await store.replace(`watch-${owner}`, 1, [dueIn(ms)]);
    }
    timersWith({ concurrency: 1 });
    await eventually(() => expect(firedIds()).toEqual(['watch-a-due-1', 'watch-b-due-1', 'watch-c-due-1']));
  });

  it('puts a job back that rings before the time on the service’s clock (B4)', async () => {
    const skew = { ms: 0 };
    const timers = timersWith({ clock: makeClock(() => Date.now() + skew.ms) });
    await ready(timers);
    await timers.sync('watch-a', 1, [dueIn(500)]);
    skew.ms = -700;
    await eventually(() => expect(firedIds()).toEqual(['watch-a-due-1']));
    expect(timers.health().early).toBeGreaterThan(0);
    expect(neverEarly()).toBe(true);
  });

  it('brings a job forward that a wrong clock had put too late (B4)', async () => {
    const skew = { ms: -600_000 };
    const timers = timersWith({ clock: makeClock(() => Date.now() + skew.ms) });
    await ready(timers);
    await timers.sync('watch-a', 1, [dueIn(300)]);
    skew.ms = 0;
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(fired).toEqual([]);
    await timers.sweep();
    await eventually(() => expect(firedIds()).toEqual(['watch-a-due-1']));
  });

  it('tries again when the fire failed for now', async () => {
    let failures = 2;
    const timers = timersWith({
      fire: (timer) => (failures-- > 0 ? Promise.reject(new TransientFault('the database is away')) : note(timer)),
    });
    await ready(timers);
    await timers.sync('watch-a', 1, [dueIn(100)]);
    await eventually(() => expect(firedIds()).toEqual(['watch-a-due-1']));
    expect(timers.health()).toMatchObject({ retried: 2, failed: 0, fired: 1 });
  });

  it('reports a fire that fails for good and tries it again with the next sweep', async () => {
    const errors: string[] = [];
    let failures = 1;
    const timers = timersWith({
      onError: (error, timer) => errors.push(`${timer?.timerId}: ${error.message}`),
      fire: (timer) => (failures-- > 0 ? Promise.reject(new Error('a bug')) : note(timer)),
    });
    await ready(timers);
    await timers.sync('watch-a', 1, [dueIn(100)]);
    await eventually(() => expect(errors).toEqual(['watch-a-due-1: a bug']));
    await timers.sweep();
    await eventually(() => expect(firedIds()).toEqual(['watch-a-due-1']));
  });

  it('runs a clock 1,440 times as fast, and nothing fires early on it', async () => {
    const started = new Date().toISOString();
    const clock = makeClock(Date.now, { realStart: started, simStart: '2026-12-01T00:00:00.000Z', speed: 1440 });
    const timers = timersWith({ clock });
    await ready(timers);
    const hours = [4, 9, 14, 23];
    await Promise.all(
      hours.map((h) =>
        timers.sync(`watch-${h}`, 1, [{ kind: 'due', revision: 1, dueAt: within(clock, (h * 3_600_000) / 12) }]),
      ),
    );
    expect(await armedInRedis()).toBe(4);
    await eventually(() => expect(fired).toHaveLength(4));
    expect(neverEarly()).toBe(true);
  });

  it('holds no more jobs than it may, the earliest first, and lets the rest follow', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, n) => store.replace(`watch-${n}`, 1, [dueIn(1500 + n * 10)])));
    const timers = timersWith({
      maxArmed: 10,
      sweepEveryMs: 300,
      fire: async (timer) => {
        fired.push({ ...timer, firedAt: real.now() });
        await store.replace(timer.ownerId, 2, []);
      },
    });
    await ready(timers);
    expect(await redis.zrange(`bull:${queueName}:delayed`, 0, '-1')).toEqual(
      Array.from({ length: 10 }, (_, n) => `watch-${n}-due-1`),
    );
    await eventually(() => expect(new Set(firedIds()).size).toBe(30));
    expect(neverEarly()).toBe(true);
  });

  it('cleans up after itself: a queue that nothing waits in holds no job', async () => {
    const queue = new Queue(queueName, { connection: { url: realServices().redisUrl } });
    const timers = timersWith();
    await ready(timers);
    await timers.sync('watch-a', 1, [dueIn(50)]);
    await eventually(() => expect(fired).toHaveLength(1));
    await eventually(async () =>
      expect(Object.values(await queue.getJobCounts()).every((count) => count === 0)).toBe(true),
    );
    await queue.close();
  });
});
