import { randomUUID } from 'node:crypto';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { contexts, topicOf } from '@redress/kernel';
import { internalToken } from '@redress/platform';
import { ask, bearer } from './ask';
import { evilKeys, garbageOf } from './garbage';
import type { World } from './world';

interface Parked {
  readonly group: string;
  readonly key: string;
  readonly topic: string;
  readonly reason?: string;
}

type Laid = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Who hears which contexts, by service and consumer group; written by hand. */
const hearers: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  intake: { 'intake-plans': ['planning', 'intake', 'investigation'] },
  investigation: { 'investigation-reactions': ['intake', 'planning'] },
  escalation: { 'escalation-reactions': ['intake', 'investigation', 'notification', 'planning'] },
  notification: { 'notification-reactions': ['intake', 'escalation'] },
  projection: {
    'projection-models': ['intake', 'investigation', 'escalation', 'notification'],
    'projection-narratives': ['intake'],
  },
};

const call = async ({ stack }: World, service: string, method: string, path: string, body?: object) => {
  const token = await internalToken(stack.internalSecret, 'cli');
  const headers = { ...bearer(token), ...(body && { 'content-type': 'application/json' }) };
  const content = body && { body: JSON.stringify(body) };
  return ask(stack.run.urls[service] ?? '', { method, path, headers, ...content });
};

/** Every parked message of a service. */
const parkedAt = async (world: World, service: string): Promise<Parked[]> => {
  const found: Parked[] = [];
  let after = '';
  for (;;) {
    const { text } = await call(world, service, 'GET', `/internal/parked?limit=100${after}`);
    const { items, next } = JSON.parse(text) as { items: Parked[]; next?: string };
    found.push(...items);
    if (next === undefined) return found;
    after = `&after=${encodeURIComponent(next)}`;
  }
};

/** Lays every kind of garbage on every topic, each under a key of its own; answers the keys by topic. */
const lay = async ({ stack }: World): Promise<Map<string, Map<string, string>>> => {
  const brokers = stack.around.kafka.now.brokers.split(',');
  const kafka = new Kafka({ clientId: 'stranger', brokers, logLevel: logLevel.NOTHING });
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  const laid = new Map<string, Map<string, string>>();
  for (const context of contexts) {
    const topic = topicOf(context);
    const keys = new Map<string, string>();
    for (const { what, value, headers, compression } of garbageOf(context, randomUUID())) {
      const key = `garbage-${randomUUID()}`;
      keys.set(key, what);
      await producer.send({ topic, compression, messages: [{ key, value, headers }] });
    }
    for (const [named, key] of evilKeys) {
      keys.set(named, `the key ${named}`);
      await producer.send({ topic, messages: [{ key, value: 'x' }] });
    }
    laid.set(topic, keys);
  }
  await producer.disconnect();
  return laid;
};

/** What a group was given on its topics and has not parked. */
const missingOf = (group: string, topics: readonly string[], parked: readonly Parked[], laid: Laid): string[] => {
  const known = new Set(parked.filter((one) => one.group === group && one.reason).map(({ key }) => key));
  const given = topics.flatMap((topic) => [...(laid.get(topic) ?? [])]);
  return given.filter(([key]) => !known.has(key)).map(([, what]) => `${group}: ${what}`);
};

/** What consumers were given and have not parked. */
const notParked = async (world: World, laid: Laid): Promise<string[]> => {
  const missing: string[] = [];
  for (const [service, groups] of Object.entries(hearers)) {
    const parked = await parkedAt(world, service);
    for (const [group, heard] of Object.entries(groups)) {
      const topics = heard.map((context) => `redress-${context}-v1`);
      missing.push(...missingOf(group, topics, parked, laid));
    }
  }
  return missing;
};

/** Rubbish on the topics blocks nobody but itself. */
export const topicSuite = (world: () => World): void => {
  let laid: Map<string, Map<string, string>>;

  it('is parked with a reason by every consumer of every service', async () => {
    laid = await lay(world());
    let missing: string[] = [];
    const parked = async (): Promise<boolean> => {
      missing = await notParked(world(), laid);
      return missing.length === 0;
    };
    await world()
      .stack.until('all garbage is parked', parked, 90_000)
      .catch(() => undefined);
    expect(missing).toEqual([]);
  });

  it('ends no process and holds up no other key', async () => {
    const { stack, tokens } = world();
    const headers = { ...bearer(await tokens.of('clerk')), 'content-type': 'application/json' };
    const filed = await ask(stack.gateway, {
      ...{ method: 'POST', path: '/api/v1/complaints', headers },
      body: JSON.stringify({ text: '有人落水。', facts: { deaths: 1 } }),
    });
    const { complaintId } = JSON.parse(filed.text) as { complaintId: string };
    const path = `/api/v1/complaints/${complaintId}`;
    await stack.until('the complaint went through all services', async () => {
      const { text } = await ask(stack.gateway, { method: 'GET', path, headers });
      const { openEscalations = [], notifications = [] } = JSON.parse(text) as Record<string, unknown[] | undefined>;
      return openEscalations.length > 0 && notifications.length > 0;
    });
    expect(stack.said).not.toContain('starting it again');
  });

  it('can be skipped by an operator, each with who and why', async () => {
    const { stack } = world();
    const [key = ''] = laid.get('redress-planning-v1')?.keys() ?? [];
    const program = join(__dirname, '../../../cli/dist/main.js');
    const args = ['parked', 'skip', 'intake-plans', key, '--reason', 'garbage', '--by', 'spec'];
    await promisify(execFile)(process.execPath, [program, ...args, '--home', join(stack.home, 'site')]);
    for (const [service, groups] of Object.entries(hearers)) {
      for (const { group, key: left } of await parkedAt(world(), service)) {
        expect(Object.keys(groups)).toContain(group);
        const body = { by: 'spec', reason: 'garbage' };
        const answer = await call(
          world(),
          service,
          'POST',
          `/internal/parked/${group}/skip?key=${encodeURIComponent(left)}`,
          body,
        );
        expect([left, answer.status]).toEqual([left, 200]);
      }
      expect(await parkedAt(world(), service)).toEqual([]);
    }
    const record = await world().stores.db('intake').collection('parked_skips').findOne({ key });
    expect(record).toMatchObject({ skippedBy: 'spec', skipReason: 'garbage' });
  });
};
