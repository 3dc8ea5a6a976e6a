import { setTimeout as sleep } from 'node:timers/promises';
import { Http } from '../load/http';
import { until } from '../load/until';
import { sized, type BenchCase, type CaseContext } from '../measure/bench-case';
import { quantile } from '../measure/statistics';
import { ComplaintSeeder, wordOf } from '../services/complaint-template';
import { RedisAdmin } from '../services/redis-admin';
import { Stack } from '../services/stack';
import { StackDatabases } from '../services/stack-databases';

interface Site {
  readonly stack: Stack;
  readonly http: Http;
  readonly seeder: ComplaintSeeder;
  readonly databases: StackDatabases;
  readonly redis: RedisAdmin;
}

/** What one of each costs with so many complaints on record. */
interface Costs {
  readonly register: number;
  readonly query: number;
  readonly list: number;
  readonly search: number;
  readonly timer: number;
  readonly mongo: number;
  readonly redis: number;
}

const units: Readonly<Record<keyof Costs, [title: string, unit: string]>> = {
  register: ['registration, p50', 'ms'],
  query: ['one complaint, p50', 'ms'],
  list: ['page of a list, p50', 'ms'],
  search: ['search, p50', 'ms'],
  timer: ['timer noticed late by, p50', 'ms'],
  mongo: ['MongoDB data and indexes', 'KiB/complaint'],
  redis: ['Redis memory', 'MiB'],
};

/** Median of calls one after the other, milliseconds. */
const timed = async (calls: number, call: (index: number) => Promise<unknown>): Promise<number> => {
  const latencies: number[] = [];
  for (let index = 0; index < calls; index++) {
    const started = performance.now();
    await call(index);
    latencies.push(performance.now() - started);
  }
  return quantile(latencies, 0.5);
};

const deadlines = 40;

/** Deadlines a few seconds ahead, and how late the watches noticed them. Median, milliseconds. */
const timerLateness = async ({ seeder, databases }: Site): Promise<number> => {
  const commits = databases.of('escalation').collection<{ streamId: string; events: string }>('commits');
  const first = Date.now() + 8_000;
  const ids = await seeder.seed(deadlines, (index) => ({ acceptBy: new Date(first + index * 100).toISOString() }));
  const filter = { streamId: { $in: ids.map((id) => `watch-${id}`) }, events: /"type":"DeadlineBreached"/ };
  await until('the deadlines were noticed', async () => (await commits.countDocuments(filter)) === deadlines, {
    everyMs: 200,
  });
  const found = await commits.find(filter).toArray();
  const late = found.map(({ events }) => Number(/"noticedLateMs":(\d+)/.exec(events)?.[1]));
  return quantile(late, 0.5);
};

const costsOf = async (context: CaseContext, site: Site, ids: readonly string[]): Promise<Costs> => {
  const { stack, http, seeder, databases, redis } = site;
  const calls = sized(context, { quick: 20, small: 100, full: 300 });
  const authorization = `Bearer ${await stack.signIn('clerk')}`;
  const gateway = `${stack.url('gateway')}/api/v1`;
  const read = (path: string) => http.get(`${gateway}${path}`, { authorization });
  const any = (index: number): number => (index * 7_919) % ids.length;
  const wordAt = (index: number): string => wordOf(seeder.total - 1 - any(index));
  // Connections and caches are warm in a service that runs.
  await timed(10, () => read('/complaints?limit=20'));
  const register = await timed(calls, () => http.post(`${gateway}/complaints`, { text: '厕所太脏，没有纸。' }));
  return {
    register,
    query: await timed(calls, (index) => read(`/complaints/${ids[any(index)]}`)),
    list: await timed(calls, () => read('/complaints?limit=20&sort=priority')),
    search: await timed(calls, (index) => read(`/complaints?limit=20&q=${wordAt(index)}`)),
    timer: await timerLateness(site),
    mongo: (await databases.bytes()) / 1024 / seeder.total,
    redis: (await redis.usedBytes()) / 2 ** 20,
  };
};

const note = ({ record }: CaseContext, at: number, costs: Costs): void => {
  for (const what of Object.keys(units) as (keyof Costs)[]) {
    const [title, unit] = units[what];
    record.value(
      `growth.${what}.at-${at}`,
      `with ${at.toLocaleString('en-US')} complaints: ${title}`,
      unit,
      costs[what],
    );
  }
};

/** Long enough for counters, flushes and relays to be done with what came. */
const settleMs = 3_000;

const grow = async (context: CaseContext, site: Site): Promise<void> => {
  const steps = sized(context, { quick: [200, 600], small: [1_000, 10_000], full: [10_000, 100_000, 1_000_000] });
  const all: Costs[] = [];
  for (const step of steps) {
    const started = performance.now();
    const missing = step - site.seeder.total;
    const ids = await site.seeder.seed(missing);
    await site.databases.untilCaughtUp(step);
    const perSecond = (missing / (performance.now() - started)) * 1000;
    const title = `with ${step.toLocaleString('en-US')} complaints: seeded and caught up with`;
    context.record.value(`growth.caught-up.at-${step}`, title, 'complaints/s', perSecond);
    await sleep(settleMs);
    const costs = await costsOf(context, site, ids);
    note(context, step, costs);
    all.push(costs);
    context.say(`${step} complaints done`);
  }
  const [fewest, most] = [all[0], all.at(-1)];
  if (!fewest || !most) return;
  for (const what of Object.keys(units) as (keyof Costs)[]) {
    context.record.ratio(
      `growth.${what}.ratio`,
      `${units[what][0]}: most complaints to fewest`,
      most[what],
      fewest[what],
    );
  }
};

/** How each cost grows with the number of open complaints. */
export const growth: BenchCase = {
  name: 'growth',
  title: 'what grows with the number of open complaints',
  needs: ['mongod', 'kafka', 'redis'],
  run: async (context) => {
    const stack = await Stack.start(context);
    const http = new Http(1);
    const redis = new RedisAdmin(await context.backing.redisUrl());
    const databases = await StackDatabases.open(context, stack);
    const seeder = await ComplaintSeeder.open(context, stack);
    try {
      await grow(context, { stack, http, seeder, databases, redis });
    } finally {
      http.close();
      redis.close();
      await seeder.close();
      await databases.close();
      await stack.stop();
    }
  },
};
