import { randomBytes, randomUUID } from 'node:crypto';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CompressionTypes, Kafka, logLevel, Partitioners, type IHeaders } from 'kafkajs';
import { contexts, topicOf } from '@redress/kernel';
import { internalToken } from '@redress/platform';
import { ask, bearer } from './ask';
import type { World } from './world';

/** What lies on a topic and is no commit. */
interface Garbage {
  readonly what: string;
  readonly value: Buffer | null;
  readonly headers?: IHeaders;
  readonly compression?: CompressionTypes;
}

/** The headers of a commit whose value is something else; every one is well-formed. */
const envelope = (context: string, subject: string): Record<string, string> => ({
  ...{ 'content-type': 'application/json', ce_specversion: '1.0', ce_type: `redress.${context}.commit` },
  ...{ ce_source: `/main/${context}`, ce_streamversion: '1', ce_storeepoch: '0', ce_schemaversion: '1' },
  ...{ ce_id: randomUUID(), ce_subject: subject, ce_streamid: `complaint-${subject}`, ce_siteid: 'main' },
  ...{ ce_time: '2026-03-02T01:00:00.000Z', ce_occurredat: '2026-03-02T01:00:00.000Z' },
  ...{ ce_actor: 'visitor', ce_correlationid: randomUUID(), ce_causationid: randomUUID() },
});

const garbageOf = (context: string, key: string): Garbage[] => {
  const headers = envelope(context, key);
  const json = (value: unknown) => Buffer.from(JSON.stringify(value));
  return [
    { what: 'random bytes', value: randomBytes(300) },
    { what: 'nothing', value: Buffer.alloc(0) },
    { what: 'a tombstone', value: null },
    { what: 'JSON without headers', value: json({ events: [] }) },
    { what: 'random bytes under good headers', value: randomBytes(300), headers },
    { what: 'a tombstone under good headers', value: null, headers },
    { what: 'JSON of another shape', value: json({ hello: ['world'] }), headers },
    { what: 'a list', value: json([1, null, {}]), headers },
    { what: 'an event of no type', value: json({ events: [{ type: 7 }] }), headers },
    { what: 'an unknown event', value: json({ events: [{ type: '__proto__', schemaVersion: 1, data: {} }] }), headers },
    { what: 'events without data', value: json([{ type: 'ComplaintRegistered', schemaVersion: 1 }]), headers },
    { what: 'a version that is none', value: json([]), headers: { ...headers, ce_streamversion: '-1' } },
    { what: 'another context', value: json([]), headers: { ...headers, ce_source: '/main/nowhere' } },
    { what: 'a header twice', value: json([]), headers: { ...headers, ce_id: ['a', 'b'] } },
    { what: 'bytes in a header', value: json([]), headers: { ...headers, ce_id: randomBytes(40) } },
    { what: 'a gzipped nonsense', value: randomBytes(2_000), headers, compression: CompressionTypes.GZIP },
    { what: 'two megabytes', value: Buffer.alloc(2 * 1024 * 1024 - 4_096, 'x'), headers },
  ];
};

interface Parked {
  readonly group: string;
  readonly key: string;
  readonly topic: string;
  readonly reason?: string;
}

type Laid = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Who hears which contexts, by service and consumer group; written by hand. */
const hearers: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  intake: { 'intake-plans': ['planning'] },
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
    for (const key of evilKeys) {
      keys.set(key, `the key ${key}`);
      await producer.send({ topic, messages: [{ key, value: 'x' }] });
    }
    for (const [named, key] of Object.entries(unreadableKeys)) {
      keys.set(named, `the key ${named}`);
      await producer.send({ topic, messages: [{ key, value: 'x' }] });
    }
    laid.set(topic, keys);
  }
  await producer.disconnect();
  return laid;
};

/** Keys that no complaint has, and that an operator must be able to name all the same. */
const evilKeys = ['', 'a/b', '..', '%2e%2e', '张三 😀', 'a\u0000b', '$where', '__proto__', 'k'.repeat(3_000)];

/** Keys that are no text, by the name under which they are parked. */
const unreadableKeys: Readonly<Record<string, Buffer | null>> = {
  '(none)': null,
  '\ufffd\ufffd': Buffer.from([0xff, 0xfe]),
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
