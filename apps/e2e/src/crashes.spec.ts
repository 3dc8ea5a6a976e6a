import { internalToken } from '@redress/platform';
import Redis from 'ioredis';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { setTimeout as sleep } from 'node:timers/promises';
import { untilKept } from './check/promises';
import { Stores } from './check/stores';
import { Client } from './client';
import { runSeed, seeded, startLoad, type Load } from './load';
import { Stack } from './stack';

interface Parked {
  readonly items: readonly { readonly group: string; readonly key: string; readonly offset: string }[];
}

describe('faults under load: nothing lost, nothing doubled', () => {
  jest.setTimeout(600_000);
  const random = seeded(runSeed());
  let stack: Stack;
  const acknowledged: string[] = [];
  const visitor = new Client(() => stack.gateway);

  beforeAll(async () => {
    stack = await Stack.start();
  });
  afterAll(() => stack.stop());

  /** Runs a fault in the middle of a load and waits until every promise holds again. */
  const under = async (fault: (load: Load) => Promise<void>): Promise<void> => {
    const before = acknowledged.length;
    const say = (text: string) => process.stderr.write(`  ${expect.getState().currentTestName ?? ''}: ${text}\n`);
    const load = startLoad(visitor, 10, random);
    await sleep(1_000 + random() * 2_000);
    await fault(load);
    say('the fault is over');
    await sleep(1_000 + random() * 2_000);
    await load.stop();
    acknowledged.push(...load.acknowledged);
    expect(acknowledged.length).toBeGreaterThan(before);
    say(`${acknowledged.length - before} registered, ${load.retries} tries again`);
    await untilKept(stack, acknowledged);
  };

  /** The very instants where something could be lost or doubled, hit on purpose. */
  it.each([
    ['intake', 'append', 'before the answer: the client asks again and gets the same number (F3)'],
    ['intake', 'publish', 'before the checkpoint: the commits are sent again, to no effect (F1)'],
    ['escalation', 'append', 'before the offset: the reaction is redelivered, to no effect (F4)'],
    ['escalation', 'publish', 'before the checkpoint (F1)'],
    ['projection', 'apply', 'before the offset: the read model stays as it is (F4)'],
  ] as const)('kill -9 of %s after %s, %s', (service, point, _why) => under(() => stack.killAt(service, point)));

  it('kill -9 of three services at any instant', () =>
    under(async () => {
      for (const service of ['intake', 'escalation', 'projection']) {
        await sleep(random() * 2_000);
        await stack.untilBack(service, stack.kill(service));
      }
    }));

  it('Kafka frozen for 30 s: registration goes on, the backlog is sent (F5)', () =>
    under(async (load) => {
      stack.kafka.signal('SIGSTOP');
      const before = load.acknowledged.length;
      await sleep(30_000);
      expect(load.acknowledged.length).toBeGreaterThan(before + 100);
      stack.kafka.signal('SIGCONT');
    }));

  it('mongod killed and started again: no acknowledged append is lost (F7)', () =>
    under(async () => {
      const { port } = stack.mongod;
      await stack.mongod.kill();
      await sleep(2_000);
      await stack.restartMongod(port);
    }));

  it('Redis emptied: every timer of the near horizon is back (F9)', async () => {
    await under(() => Promise.resolve());
    const redis = new Redis(stack.redis.url);
    const queue = `bull:${stack.dbPrefix}-escalation-timers:delayed`;
    const stores = await Stores.open(stack.mongod.uri, stack.dbPrefix);
    const owners = stores.db('escalation').collection<{ _id: string; due: { dueAt: Date }[] }>('due_times');
    const wanted = async (): Promise<number> => {
      const horizon = Date.now() + 3_600_000;
      const all = await owners.find({ nextDueAt: { $exists: true } }).toArray();
      return all.flatMap(({ due }) => due).filter(({ dueAt }) => dueAt.getTime() < horizon).length;
    };
    try {
      await redis.flushall();
      await stack.until('the timers are back', async () => (await redis.zcard(queue)) >= (await wanted()), 60_000);
      expect(await owners.countDocuments({ nextDueAt: { $exists: true } })).toBeGreaterThan(0);
    } finally {
      redis.disconnect();
      await stores.close();
    }
    await untilKept(stack, acknowledged);
  });

  it('a poison message parks its key, the others go on, and an operator lets it pass (F12)', async () => {
    const internal = async <T>(service: string, path: string, body?: object): Promise<T> => {
      const response = await fetch(`${stack.run.urls[service]}/internal/${path}`, {
        method: body ? 'POST' : 'GET',
        headers: {
          authorization: `Bearer ${await internalToken(stack.internalSecret, 'tester')}`,
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as T;
    };
    const key = acknowledged[0] ?? '';
    const kafka = new Kafka({ clientId: 'poisoner', brokers: [stack.kafka.brokers], logLevel: logLevel.NOTHING });
    const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
    await producer.connect();
    await producer.send({ topic: 'redress-intake-v1', messages: [{ key, value: '{"events":[{"type":"Nonsense"}]}' }] });
    await producer.disconnect();

    for (const service of ['escalation', 'projection']) {
      await stack.until(`${service} parked it`, async () => {
        const { items } = await internal<Parked>(service, 'parked?limit=50');
        return items.some((item) => item.key === key);
      });
    }
    await under(() => Promise.resolve());
    for (const service of ['investigation', 'notification', 'escalation', 'projection']) {
      const { items } = await internal<Parked>(service, 'parked?limit=50').catch(() => ({ items: [] }));
      for (const { group } of items) {
        const path = `parked/${encodeURIComponent(group)}`;
        await internal(service, `${path}/skip?key=${key}`, { by: 'staff:it', reason: 'put there by a test' });
        await internal(service, `${path}/retry?key=${key}`, {});
      }
      const left = await internal<Parked>(service, 'parked?limit=50').catch(() => ({ items: [] }));
      expect(left.items).toEqual([]);
    }
    await untilKept(stack, acknowledged);
  });
});
