import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '../client';
import { startLoad, type Load } from '../load';
import { oneOf, unique } from '../random';
import type { Stack } from '../stack';

/** Visitors at once while the most the stack can take is looked for. */
const visitors = 32;

/** What staff do beside the visitors, each this often. Milliseconds. */
const staffEveryMs = 200;

/** Registrations per second that the stack takes at most, measured over some seconds. */
export const saturation = async (stack: Stack, random: () => number, seconds: number): Promise<number> => {
  const client = new Client(() => stack.gateway);
  const until = performance.now() + seconds * 1_000;
  let registered = 0;
  const visitor = async (): Promise<void> => {
    while (performance.now() < until) {
      const key = `most-${unique(random)}`;
      const answer = await client.post('/api/v1/complaints', { text: '停车场太满。' }, { 'idempotency-key': key });
      if (answer.status === 201) registered += 1;
    }
  };
  await Promise.all(Array.from({ length: visitors }, visitor));
  return registered / seconds;
};

/** Opens the live stream as a screen does, and closes it again. */
const watchLive = async (stack: Stack, staff: Client): Promise<void> => {
  const ending = new AbortController();
  const answer = await fetch(`${stack.gateway}/api/v1/events/stream`, {
    headers: { ...staff.authorization, accept: 'text/event-stream' },
    signal: AbortSignal.any([ending.signal, AbortSignal.timeout(10_000)]),
  });
  const reader = answer.body?.getReader();
  await reader?.read();
  ending.abort();
};

/** What staff do, one after the other by chance: look at lists, search, open a complaint, watch live. */
const staffAtWork = async (stack: Stack, staff: Client, load: Load, random: () => number): Promise<void> => {
  const id = load.acknowledged.length > 0 ? oneOf(load.acknowledged, random) : undefined;
  const deeds: (() => Promise<unknown>)[] = [
    () => staff.get('/api/v1/complaints?limit=50'),
    () => staff.get(`/api/v1/complaints?q=${encodeURIComponent('讲解员')}`),
    () => staff.get('/api/v1/overview'),
    () => watchLive(stack, staff),
    ...(id
      ? [
          () => staff.get(`/api/v1/complaints/${id}`),
          () => staff.get(`/api/v1/complaints/${id}/timeline`),
          () => staff.post(`/api/v1/complaints/${id}/verify`, { valid: true, note: '已核实。' }),
        ]
      : []),
  ];
  await oneOf(deeds, random)().catch(() => undefined);
};

/** Visitors at a rate and staff at work, until stopped. */
export const startTraffic = async (stack: Stack, perSecond: number, random: () => number): Promise<Load> => {
  const visitor = new Client(() => stack.gateway);
  const signIn = (): Promise<Client> => new Client(() => stack.gateway, stack.account('clerk')).signIn();
  let staff = await signIn();
  const load = startLoad(visitor, perSecond, random);
  let running = true;
  const work = (async () => {
    for (let nth = 1; running; nth += 1) {
      // A token lasts some minutes.
      if (nth % 500 === 0) staff = await signIn().catch(() => staff);
      await staffAtWork(stack, staff, load, random);
      await sleep(staffEveryMs);
    }
  })();
  return {
    acknowledged: load.acknowledged,
    tookMs: load.tookMs,
    get retries() {
      return load.retries;
    },
    stop: async () => {
      running = false;
      await work;
      await load.stop();
    },
  };
};
