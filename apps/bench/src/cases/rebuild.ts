import { contexts } from '@redress/kernel';
import { createKafka, topicName } from '@redress/messaging';
import { internalToken } from '@redress/platform';
import { randomUUID } from 'node:crypto';
import type { Kafka } from 'kafkajs';
import type { mongo } from 'mongoose';
import { Http } from '../load/http';
import { until } from '../load/until';
import { sized, type BenchCase, type CaseContext } from '../measure/bench-case';
import { interleaved } from '../measure/rounds';
import { readToEnd, type ReadMessage } from '../services/read-topics';
import { ComplaintSeeder } from '../services/complaint-template';
import { Stack } from '../services/stack';
import { StackDatabases } from '../services/stack-databases';

const batch = 1_000;

interface Row {
  readonly _id: string;
  readonly sections?: Readonly<Record<string, unknown>>;
}

/** A collection without indexes of the floor's own, written as a rebuild may write: it can be done again. */
const emptyCollection = (databases: StackDatabases): mongo.Collection<Row> =>
  databases.of('floor').collection<Row>(`rows_${randomUUID()}`, { writeConcern: { w: 1 } });

/** The floor most people would write: read the topics, one upsert per event, in batches. Answers events per second. */
const byUpserts = async (kafka: Kafka, topics: readonly string[], rows: mongo.Collection<Row>): Promise<number> => {
  const started = performance.now();
  let events = 0;
  let writes: mongo.AnyBulkWriteOperation<Row>[] = [];
  const flush = async (): Promise<void> => {
    if (writes.length > 0) await rows.bulkWrite(writes, { ordered: true });
    writes = [];
  };
  await readToEnd(kafka, topics, async (messages) => {
    for (const { key, stream, events: own } of messages) {
      for (const { type, data } of own) {
        events++;
        const update = { $set: { [`sections.${stream}.${type}`]: data } };
        writes.push({ updateOne: { filter: { _id: key }, update, upsert: true } });
      }
    }
    if (writes.length >= batch) await flush();
  });
  await flush();
  await rows.drop();
  return (events / (performance.now() - started)) * 1000;
};

const sectionOf = ({ stream, events }: ReadMessage): Record<string, unknown> => ({
  [stream]: Object.fromEntries(events.map(({ type, data }) => [type, data])),
});

/** The least there can be: read the topics, fold in memory, insert every document once. Answers events per second. */
const inMemory = async (kafka: Kafka, topics: readonly string[], rows: mongo.Collection<Row>): Promise<number> => {
  const started = performance.now();
  let events = 0;
  const folded = new Map<string, Row>();
  await readToEnd(kafka, topics, (messages) => {
    for (const message of messages) {
      events += message.events.length;
      const before = folded.get(message.key);
      folded.set(message.key, { _id: message.key, sections: { ...before?.sections, ...sectionOf(message) } });
    }
    return Promise.resolve();
  });
  const documents = [...folded.values()];
  for (let from = 0; from < documents.length; from += batch) {
    await rows.insertMany(documents.slice(from, from + batch), { ordered: false });
  }
  await rows.drop();
  return (events / (performance.now() - started)) * 1000;
};

interface Progress {
  readonly building?: object;
  readonly lastRebuild?: {
    readonly generation: number;
    readonly outcome: string;
    readonly startedAt: string;
    readonly endedAt: string;
  };
}

/** `redress projection rebuild` through the real service. Answers events per second. */
const byProduct = async (http: Http, stack: Stack, events: number): Promise<number> => {
  const secret = await stack.internalSecret();
  const url = `${stack.url('projection')}/internal/projection/rebuild`;
  const headers = async () => ({ authorization: `Bearer ${await internalToken(secret, 'launcher')}` });
  const { generation } = JSON.parse((await http.post(url, {}, await headers())).body) as { generation: number };
  let last: Progress['lastRebuild'];
  await until(
    'the read models are rebuilt',
    async () => {
      last = (JSON.parse((await http.get(url, await headers())).body) as Progress).lastRebuild;
      return last?.generation === generation;
    },
    { withinMs: 600_000, everyMs: 200 },
  );
  if (last?.outcome !== 'switched') throw new Error('the rebuild failed');
  return (events / (Date.parse(last.endedAt) - Date.parse(last.startedAt))) * 1000;
};

const compare = async (context: CaseContext, stack: Stack, databases: StackDatabases): Promise<void> => {
  const { record, backing } = context;
  const kafka = createKafka({ brokers: await backing.kafkaBrokers(), clientId: 'bench-rebuild' });
  const topics = contexts.map((one) => topicName(one, stack.topicPrefix));
  let events = 0;
  await readToEnd(kafka, topics, (messages) => {
    for (const { events: own } of messages) events += own.length;
    return Promise.resolve();
  });
  context.say(`${events} events to rebuild from`);
  const http = new Http(1);
  const rounds = await interleaved(context, {
    upserts: () => byUpserts(kafka, topics, emptyCollection(databases)),
    memory: () => inMemory(kafka, topics, emptyCollection(databases)),
    product: () => byProduct(http, stack, events),
  });
  http.close();
  const title = `rebuild from ${events.toLocaleString('en-US')} events`;
  for (const { upserts, memory, product } of rounds) {
    record.value('rebuild.raw', `${title}: one upsert per event`, 'events/s', upserts);
    record.value('rebuild.memory', `${title}: folded in memory`, 'events/s', memory);
    record.value('rebuild.product', `${title}: read models, counters and timeline`, 'events/s', product);
    record.ratio('rebuild.to-upserts', `${title}: product to upserts`, product, upserts);
    record.ratio('rebuild.to-memory', `${title}: product to folding in memory`, product, memory);
  }
};

/** Building the read models anew from Kafka, through the real service (goal 5). */
export const rebuild: BenchCase = {
  name: 'rebuild',
  title: 'rebuilding the read models beside one upsert per event and a fold in memory',
  needs: ['mongod', 'kafka', 'redis'],
  run: async (context) => {
    const stack = await Stack.start(context);
    const databases = await StackDatabases.open(context, stack);
    const seeder = await ComplaintSeeder.open(context, stack);
    try {
      await seeder.seed(sized(context, { quick: 300, small: 3_000, full: 20_000 }));
      await databases.untilCaughtUp(seeder.total);
      stack.pauseAllBut('intake', 'projection');
      await compare(context, stack, databases);
    } finally {
      await Promise.all([seeder.close(), databases.close()]);
      await stack.stop();
    }
  },
};
