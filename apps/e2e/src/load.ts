import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from './client';
import { oneOf, unique } from './random';

/** As many visitors as wait at once when the service is away; more would only measure the machine. */
const mostPending = 60;

/** A visitor tries for this long. Milliseconds. */
const patienceMs = 120_000;

const texts = [
  '检票口排队太久，没有人疏导。',
  '餐厅的饭菜不新鲜。',
  '讲解员态度很差。',
  '停车场收费与公示不符。',
  '厕所太脏，没有纸。',
];

/** What a load did: the complaints that were answered with 201, how long each took, and how often it tried again. */
export interface Load {
  readonly acknowledged: string[];
  /** Milliseconds from the first try to the answer, in the order of the answers. */
  readonly tookMs: number[];
  retries: number;
  /** Ends it and waits for those who still wait. @throws when somebody was never answered */
  stop(): Promise<void>;
}

const registerOne = async (visitor: Client, key: string, text: string, load: Load): Promise<void> => {
  const started = performance.now();
  while (performance.now() - started < patienceMs) {
    try {
      const { status, body } = await visitor.post<{ complaintId: string }>(
        '/api/v1/complaints',
        { text },
        { 'idempotency-key': key },
      );
      if (status === 201) {
        load.acknowledged.push(body.complaintId);
        load.tookMs.push(performance.now() - started);
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
  const failures: unknown[] = [];
  let running = true;
  const load: Load = {
    acknowledged: [],
    tookMs: [],
    retries: 0,
    stop: async () => {
      running = false;
      await loop;
      await Promise.all(pending);
      if (failures.length > 0) throw failures[0];
    },
  };
  const loop = (async () => {
    let due = performance.now();
    while (running) {
      if (pending.size >= mostPending) {
        await sleep(50);
        due = performance.now();
        continue;
      }
      const key = `load-${unique(random)}`;
      const one = registerOne(visitor, key, oneOf(texts, random), load).catch((error: unknown) => {
        failures.push(error);
      });
      pending.add(one);
      void one.finally(() => pending.delete(one));
      // Kept to the clock, so that the rate is the one that was asked for.
      due += (2 * random() * 1_000) / perSecond;
      await sleep(Math.max(0, due - performance.now()));
    }
  })();
  return load;
};
