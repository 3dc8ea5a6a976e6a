import { assertPublishable } from '@redress/contracts';
import { databaseOf } from '@redress/event-store';
import { createPublisher } from '@redress/messaging';
import { createRelay } from '@redress/relay';
import type { mongo } from 'mongoose';
import { until } from '../load/until';
import { sized, type BenchCase, type CaseContext } from '../measure/bench-case';
import { interleaved } from '../measure/rounds';
import { seedStreams } from '../samples/seed-streams';
import { toMessage } from '../samples/to-message';
import { openProductStore, type ProductStore } from '../services/product-store';
import { makeTopics, type CaseTopics } from '../services/topics';
import { measureLive } from './relay-live';

const batch = 1000;

/** The floor: change stream from the past and batches of 1,000 to Kafka, one after the other. */
const bareDrain = async (
  { store }: ProductStore,
  { kafka, floor }: CaseTopics,
  resumeAfter: mongo.ResumeToken,
  commits: number,
): Promise<number> => {
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false });
  await producer.connect();
  const started = performance.now();
  const stream = store.commits.watch([], { resumeAfter, batchSize: batch });
  let messages: { key: string; value: string }[] = [];
  let sent = 0;
  while (sent < commits) {
    const change = await stream.next();
    if (change.operationType !== 'insert') continue;
    messages.push({ key: change.fullDocument.subject, value: change.fullDocument.events });
    if (messages.length < batch && sent + messages.length < commits) continue;
    await producer.send({ topic: floor, acks: -1, messages });
    sent += messages.length;
    messages = [];
  }
  const elapsed = performance.now() - started;
  await stream.close();
  await producer.disconnect();
  return (commits / elapsed) * 1000;
};

/** The product's relay on a store, until it published so many commits. Answers commits per second. */
const drain = async (
  { connection, store }: ProductStore,
  { kafka, prefix }: CaseTopics,
  commits: number,
): Promise<number> => {
  const publisher = createPublisher({ kafka, validate: assertPublishable, topicPrefix: prefix });
  const relay = createRelay(connection, { store, publisher, toMessage });
  const started = performance.now();
  await relay.start();
  await until('the relay published the backlog', () => relay.health().handled >= commits, {
    everyMs: 5,
    withinMs: 600_000,
  });
  const elapsed = performance.now() - started;
  const { handled } = relay.health();
  await relay.stop();
  await publisher.stop();
  return (handled / elapsed) * 1000;
};

/** The place the relay saved before the backlog came, to begin every round there. */
const firstPlace = async ({ connection, store }: ProductStore, topics: CaseTopics): Promise<mongo.Document> => {
  await seedStreams(store, 1);
  await drain({ connection, store, close: () => Promise.resolve() }, topics, 1);
  const found = await databaseOf(connection)
    .collection('tail_checkpoints')
    .findOne({ _id: 'relay' as never });
  if (!found) throw new Error('the relay saved no place');
  return found;
};

const compareDrains = async (context: CaseContext, product: ProductStore, topics: CaseTopics): Promise<void> => {
  const commits = sized(context, { quick: 3_000, small: 10_000, full: 100_000 });
  const place = await firstPlace(product, topics);
  await seedStreams(product.store, commits);
  context.say(`a backlog of ${commits} commits`);
  const checkpoints = databaseOf(product.connection).collection('tail_checkpoints');
  const rounds = await interleaved(context, {
    bare: () => bareDrain(product, topics, place.token as mongo.ResumeToken, commits),
    product: async () => {
      await checkpoints.replaceOne({ _id: place._id as never }, place);
      return drain(product, topics, commits);
    },
  });
  const title = `drain of ${commits.toLocaleString('en-US')} commits`;
  for (const { bare, product: ours } of rounds) {
    context.record.value('relay.drain.raw', `${title}: change stream and produce-1000 in series`, 'commits/s', bare);
    context.record.value('relay.drain.product', `${title}: relay`, 'commits/s', ours);
    context.record.ratio('relay.drain.ratio', `${title}: relay to bare`, ours, bare);
  }
};

/** The relay: a backlog drained, and what it adds while it follows (goal 6). */
export const relay: BenchCase = {
  name: 'relay',
  title: 'the relay beside a change stream and a producer',
  needs: ['mongod', 'kafka'],
  run: async (context) => {
    const topics = await makeTopics(context);
    const product = await openProductStore(context);
    try {
      await compareDrains(context, product, topics);
      await measureLive(context, product, topics);
    } finally {
      await product.close();
    }
  },
};
