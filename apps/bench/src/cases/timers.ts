import { sized, type BenchCase, type CaseContext } from '../measure/bench-case';
import type { Recorder } from '../measure/recorder';
import { interleaved } from '../measure/rounds';
import { quantile } from '../measure/statistics';
import { openProductStore, type ProductStore } from '../services/product-store';
import { RedisAdmin } from '../services/redis-admin';
import { ringAll, type AlarmClock } from '../timers/alarm-clock';
import { startBareClock } from '../timers/bare-clock';
import { seedOpenDeadlines, startProductClock } from '../timers/product-clock';

/** A round takes minutes here: more than three tell nothing new. */
const mostRounds = 3;

const usualHz = 100;
const hour = 3_600_000;

interface Ringing {
  readonly count: number;
  readonly overMs: number;
  readonly leadMs: number;
}

interface Open {
  readonly count: number;
  readonly product: ProductStore;
}

const noteLateness = (record: Recorder, id: string, title: string, lateness: readonly number[]): void => {
  record.value(`${id}.p50`, `${title}: late by, p50`, 'ms', quantile(lateness, 0.5));
  record.value(`${id}.p99`, `${title}: late by, p99`, 'ms', quantile(lateness, 0.99));
  record.value(`${id}.max`, `${title}: late by, at most`, 'ms', Math.max(...lateness));
};

/** Bare BullMQ at two settings of Redis, and the product beside so many open deadlines. */
const ringers = async ({ backing }: CaseContext, admin: RedisAdmin, open: readonly Open[]) => {
  const redisUrl = await backing.redisUrl();
  const ringing = async (clock: AlarmClock, { count, overMs, leadMs }: Ringing): Promise<readonly number[]> => {
    try {
      return await ringAll(clock, count, overMs, leadMs);
    } finally {
      await clock.stop();
    }
  };
  const bareAt = (hz: number) => async (what: Ringing) => {
    await admin.setHz(hz);
    try {
      return await ringing(await startBareClock(redisUrl), what);
    } finally {
      await admin.setHz(usualHz);
    }
  };
  const productBeside =
    ({ product, count }: Open) =>
    async (what: Ringing) =>
      ringing(await startProductClock(product.connection, redisUrl, `bench-timers-${count}`), what);
  return {
    hz100: bareAt(100),
    hz10: bareAt(10),
    ...Object.fromEntries(open.map((one) => [`open${one.count}`, productBeside(one)])),
  } as Record<string, (what: Ringing) => Promise<readonly number[]>>;
};

const compare = async (
  context: CaseContext,
  kind: 'sparse' | 'burst',
  title: string,
  what: Ringing,
  all: Awaited<ReturnType<typeof ringers>>,
): Promise<void> => {
  const { record } = context;
  const rounds = Math.min(context.rounds, mostRounds);
  const variants = Object.fromEntries(Object.entries(all).map(([name, ring]) => [name, () => ring(what)]));
  const names = Object.keys(all).filter((name) => name.startsWith('open'));
  const [none = '', most = none] = [names[0], names.at(-1)];
  for (const round of await interleaved({ rounds }, variants)) {
    const of = (name: string, share: number): number => quantile(round[name] ?? [], share);
    noteLateness(record, `timers.${kind}.hz100`, `${title}: bare BullMQ, hz 100`, round['hz100'] ?? []);
    noteLateness(record, `timers.${kind}.hz10`, `${title}: bare BullMQ, hz 10`, round['hz10'] ?? []);
    for (const name of names) {
      const beside = `${title}: product, ${Number(name.slice(4)).toLocaleString('en-US')} others open`;
      noteLateness(record, `timers.${kind}.${name}`, beside, round[name] ?? []);
    }
    const early = names.flatMap((name) => round[name] ?? []).filter((late) => late < 0).length;
    record.value('timers.early', 'product timers that rang early, of all', 'timers', early);
    if (kind === 'burst')
      record.ratio('timers.burst.ratio', `${title}: p50, product to hz 100`, of(none, 0.5), of('hz100', 0.5));
    else {
      record.ratio('timers.sparse.to-hz100', `${title}: p99, product to hz 100`, of(none, 0.99), of('hz100', 0.99));
      record.ratio('timers.sparse.to-hz10', `${title}: p99, product to hz 10`, of(none, 0.99), of('hz10', 0.99));
      record.ratio('timers.sparse.pending', `${title}: p99, most open to none`, of(most, 0.99), of(none, 0.99));
    }
  }
};

/** How late timers ring, alone and beside many others that wait (goal 10). */
export const timers: BenchCase = {
  name: 'timers',
  title: "the product's timers beside bare BullMQ",
  needs: ['mongod', 'redis'],
  run: async (context) => {
    const counts = sized(context, { quick: [0, 2_000], small: [0, 10_000], full: [0, 100_000, 1_000_000] });
    const admin = new RedisAdmin(await context.backing.redisUrl());
    const open: Open[] = [];
    try {
      for (const count of counts) {
        const product = await openProductStore(context);
        open.push({ count, product });
        // Some are near enough to lie in Redis, most wait in the store.
        await seedOpenDeadlines(product.connection, count, hour / 2, 20 * hour);
        context.say(`${count} others are open`);
      }
      const all = await ringers(context, admin, open);
      const sparse = sized(context, {
        quick: { count: 60, overMs: 3_600, leadMs: 4_000 },
        small: { count: 250, overMs: 15_000, leadMs: 5_000 },
        full: { count: 1_000, overMs: 60_000, leadMs: 8_000 },
      });
      await compare(context, 'sparse', `${sparse.count} timers over ${sparse.overMs / 1000} s`, sparse, all);
      const burst = sized(context, {
        quick: { count: 500, overMs: 1_000, leadMs: 8_000 },
        small: { count: 5_000, overMs: 1_000, leadMs: 20_000 },
        full: { count: 5_000, overMs: 1_000, leadMs: 20_000 },
      });
      await compare(context, 'burst', `${burst.count.toLocaleString('en-US')} timers in one second`, burst, all);
    } finally {
      admin.close();
      for (const { product } of open) await product.close();
    }
  },
};
