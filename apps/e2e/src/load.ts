import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from './client';

/** A seeded sequence of numbers in [0, 1): the same seed gives the same run (mulberry32). */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** The seed of this run: from `SEED`, or made and printed, so that a failure can be repeated. */
export const runSeed = (): number => {
  const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
  process.stderr.write(`seed ${seed} (repeat with SEED=${seed})\n`);
  return seed;
};

/** As many visitors as wait at once when the service is away; more would only measure the machine. */
const mostPending = 40;

const texts = [
  '检票口排队太久，没有人疏导。',
  '餐厅的饭菜不新鲜。',
  '讲解员态度很差。',
  '停车场收费与公示不符。',
  '厕所太脏，没有纸。',
];

/** What a load did: the complaints that were answered with 201, and how often it had to try again. */
export interface Load {
  readonly acknowledged: string[];
  retries: number;
  stop(): Promise<void>;
}

const registerOne = async (visitor: Client, key: string, text: string, load: Load): Promise<void> => {
  const giveUpAt = performance.now() + 120_000;
  while (performance.now() < giveUpAt) {
    try {
      const { status, body } = await visitor.post<{ complaintId: string }>(
        '/api/v1/complaints',
        { text },
        { 'idempotency-key': key },
      );
      if (status === 201) {
        load.acknowledged.push(body.complaintId);
        return;
      }
      if (status < 500 && status !== 429) throw new Error(`registration answered ${status}`);
    } catch (error) {
      if (error instanceof Error && error.message.startsWith('registration answered')) throw error;
    }
    load.retries += 1;
    await sleep(200);
  }
  throw new Error('a registration was not answered within two minutes');
};

/** Registers complaints at a rate until stopped; whatever goes unanswered is sent again under the same key. */
export const startLoad = (visitor: Client, perSecond: number, random: () => number): Load => {
  const pending = new Set<Promise<void>>();
  let running = true;
  const load: Load = {
    acknowledged: [],
    retries: 0,
    stop: async () => {
      running = false;
      await loop;
      await Promise.all(pending);
    },
  };
  const loop = (async () => {
    while (running) {
      if (pending.size >= mostPending) {
        await sleep(50);
        continue;
      }
      const text = texts[Math.floor(random() * texts.length)] ?? '';
      const one = registerOne(visitor, `load-${Math.floor(random() * 2 ** 48).toString(36)}`, text, load);
      pending.add(one);
      void one.finally(() => pending.delete(one)).catch(() => undefined);
      await sleep((2 * random() * 1_000) / perSecond);
    }
  })();
  return load;
};
