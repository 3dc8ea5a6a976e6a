import { Queue } from 'bullmq';
import { timerOf } from '@redress/due-times';
import { randomUUID } from 'node:crypto';
import { until } from '../load/until';
import { sized, type BenchCase, type CaseContext } from '../measure/bench-case';
import { interleaved } from '../measure/rounds';
import { openProductStore, type ProductStore } from '../services/product-store';
import { RedisAdmin } from '../services/redis-admin';
import { preciseNow } from '../timers/alarm-clock';
import { seedOpenDeadlines, startTimers } from '../timers/product-clock';

const hour = 3_600_000;
const bulk = 1_000;
/** addBulk calls under way at the same time. */
const lanes = 2;

interface Armed {
  readonly perSecond: number;
  readonly bytesEach: number;
}

/** Measures rate and memory of putting so many jobs into an empty Redis. */
const armed = async (admin: RedisAdmin, count: number, work: () => Promise<void>): Promise<Armed> => {
  const before = await admin.usedBytes();
  const started = performance.now();
  await work();
  const elapsed = performance.now() - started;
  return { perSecond: (count / elapsed) * 1000, bytesEach: ((await admin.usedBytes()) - before) / count };
};

const bare = async (redisUrl: string, admin: RedisAdmin, count: number): Promise<Armed> => {
  await admin.flush();
  const queue = new Queue<object>(`bare-${randomUUID()}`, { connection: { url: redisUrl } });
  await queue.waitUntilReady();
  const job = () => ({
    name: 'due',
    data: { ownerId: `watch-${randomUUID()}` },
    opts: { delay: hour, jobId: `watch-${randomUUID()}-due-1` },
  });
  let left = count;
  const lane = async (): Promise<void> => {
    while (left > 0) {
      const size = Math.min(bulk, left);
      left -= size;
      await queue.addBulk(Array.from({ length: size }, job));
    }
  };
  try {
    return await armed(admin, count, async () => void (await Promise.all(Array.from({ length: lanes }, lane))));
  } finally {
    await queue.close();
  }
};

const product = async (
  { connection }: ProductStore,
  redisUrl: string,
  admin: RedisAdmin,
  count: number,
): Promise<Armed> => {
  await admin.flush();
  const queueName = `bench-arming-${randomUUID()}`;
  const { timers } = await startTimers(connection, redisUrl, queueName, { maxArmed: count });
  const dueAt = new Date(preciseNow() + hour).toISOString();
  const due = Array.from({ length: count }, () =>
    timerOf(`watch-${randomUUID()}`, { kind: 'due', revision: 1, dueAt }),
  );
  try {
    const result = await armed(admin, count, () => timers.arm(due));
    if ((await admin.delayed(queueName)) !== count) throw new Error('not all timers were armed');
    return result;
  } finally {
    await timers.stop();
  }
};

/** Seconds from FLUSHALL until everything near is in Redis again. */
const refill = async (
  { connection }: ProductStore,
  redisUrl: string,
  admin: RedisAdmin,
  count: number,
): Promise<number> => {
  const queueName = `bench-refill-${randomUUID()}`;
  const { timers } = await startTimers(connection, redisUrl, queueName, { maxArmed: count });
  const full = async (): Promise<boolean> => (await admin.delayed(queueName)) === count;
  timers.start();
  try {
    await until('everything is armed', full, { withinMs: 300_000 });
    const lost = performance.now();
    await admin.flush();
    await until('everything is armed again', full, { withinMs: 300_000, everyMs: 10 });
    return (performance.now() - lost) / 1000;
  } finally {
    await timers.stop();
  }
};

const measure = async (context: CaseContext, store: ProductStore, admin: RedisAdmin): Promise<void> => {
  const count = sized(context, { quick: 2_000, small: 10_000, full: 100_000 });
  const redisUrl = await context.backing.redisUrl();
  await seedOpenDeadlines(store.connection, count, hour / 2, hour * 1.5);
  const { record } = context;
  const title = `arming ${count.toLocaleString('en-US')} deadlines`;
  const rounds = await interleaved(context, {
    bare: () => bare(redisUrl, admin, count),
    product: () => product(store, redisUrl, admin, count),
  });
  for (const { bare: floor, product: ours } of rounds) {
    record.value('arming.raw', `${title}: addBulk(1000), two lanes`, 'jobs/s', floor.perSecond);
    record.value('arming.product', `${title}: product`, 'jobs/s', ours.perSecond);
    record.ratio('arming.ratio', `${title}: product to addBulk`, ours.perSecond, floor.perSecond);
    record.value('arming.bytes', `${title}: Redis memory, product`, 'bytes/job', ours.bytesEach);
    record.ratio('arming.bytes.ratio', `${title}: Redis memory, product to BullMQ`, ours.bytesEach, floor.bytesEach);
    const seconds = await refill(store, redisUrl, admin, count);
    record.value('arming.refill', `${title}: again after FLUSHALL`, 's', seconds);
    record.ratio('arming.refill.ratio', `${title}: again after FLUSHALL, to addBulk`, seconds, count / floor.perSecond);
  }
};

/** Putting deadlines into Redis, and again when it lost them (goal 11). */
export const arming: BenchCase = {
  name: 'arming',
  title: 'arming deadlines, and refilling a lost Redis, beside addBulk',
  needs: ['mongod', 'redis'],
  run: async (context) => {
    const store = await openProductStore(context);
    const admin = new RedisAdmin(await context.backing.redisUrl());
    try {
      await measure(context, store, admin);
    } finally {
      admin.close();
      await store.close();
    }
  },
};
