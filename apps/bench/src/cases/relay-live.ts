import { assertPublishable } from '@redress/contracts';
import { noStream, type CommitDocument } from '@redress/event-store';
import { createPublisher, type CommitPublisher } from '@redress/messaging';
import { createRelay } from '@redress/relay';
import { randomUUID } from 'node:crypto';
import type { mongo } from 'mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
import { openLoop } from '../load/open-loop';
import { until } from '../load/until';
import { sized, type CaseContext } from '../measure/bench-case';
import { interleaved } from '../measure/rounds';
import { quantile } from '../measure/statistics';
import { sampleCommit } from '../samples/sample-events';
import { toMessage } from '../samples/to-message';
import type { ProductStore } from '../services/product-store';
import type { CaseTopics } from '../services/topics';

const perSecond = 100;

/** Commits on their way, and how long each took from its change event to Kafka's acknowledgement. */
class Journey {
  private readonly seen = new Map<string, number>();
  private readonly sent = new Map<string, number>();
  private readonly expected = new Set<string>();

  /** Only what begins here is counted: what a relay still had to do before is not of the round. */
  begins(commitId: string): void {
    this.expected.add(commitId);
  }

  sawChange(commitId: string): void {
    if (this.expected.has(commitId)) this.seen.set(commitId, performance.now());
  }

  wasSent(commitId: string): void {
    if (this.expected.has(commitId)) this.sent.set(commitId, performance.now());
  }

  done(): boolean {
    return this.seen.size === this.expected.size && this.sent.size === this.expected.size;
  }

  added(): number[] {
    return [...this.sent].map(([id, at]) => at - (this.seen.get(id) ?? Number.NaN));
  }
}

/** Tells the journey of every change, as early as a watcher can see it. */
const watchChanges = (commits: mongo.Collection<CommitDocument>, onChange: (document: CommitDocument) => void) => {
  const stream = commits.watch([{ $match: { operationType: 'insert' } }]);
  stream.on('change', (change) => {
    if (change.operationType === 'insert') onChange(change.fullDocument);
  });
  return stream;
};

/** What every round does, whoever sends: appends at a steady rate until all are acknowledged. */
const follow = async (context: CaseContext, { store }: ProductStore, journey: Journey): Promise<number> => {
  const forMs = sized(context, { quick: 2_000, small: 5_000, full: 15_000 });
  await openLoop(perSecond, forMs, () => {
    const commit = sampleCommit(randomUUID(), 1);
    journey.begins(commit.commitId);
    return store.append(noStream, commit);
  });
  await until('all commits are acknowledged by Kafka', () => journey.done());
  return quantile(journey.added(), 0.5);
};

/** Until watcher and producer are connected. Milliseconds. */
const settleMs = 1_500;

const withRelay = async (
  context: CaseContext,
  product: ProductStore,
  { kafka, prefix }: CaseTopics,
): Promise<number> => {
  const journey = new Journey();
  const inner = createPublisher({ kafka, validate: assertPublishable, topicPrefix: prefix });
  const publisher: CommitPublisher = {
    publish: async (commits) => {
      await inner.publish(commits);
      for (const { envelope } of commits) journey.wasSent(envelope.commitId);
    },
    stop: () => inner.stop(),
  };
  const relay = createRelay(product.connection, { store: product.store, publisher, toMessage });
  await relay.start();
  await until('the relay leads', () => relay.health().leading);
  const changes = watchChanges(product.store.commits, ({ _id }) => journey.sawChange(_id));
  await sleep(settleMs);
  try {
    return await follow(context, product, journey);
  } finally {
    await changes.close();
    await relay.stop();
    await publisher.stop();
  }
};

const withProducer = async (
  context: CaseContext,
  product: ProductStore,
  { kafka, floor }: CaseTopics,
): Promise<number> => {
  const journey = new Journey();
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false });
  await producer.connect();
  const changes = watchChanges(product.store.commits, ({ _id, subject, events }) => {
    journey.sawChange(_id);
    void producer
      .send({ topic: floor, acks: -1, messages: [{ key: subject, value: events }] })
      .then(() => journey.wasSent(_id));
  });
  await sleep(settleMs);
  try {
    return await follow(context, product, journey);
  } finally {
    await changes.close();
    await producer.disconnect();
  }
};

/** How much later than the change event Kafka has the commit, at a rate the relay easily keeps up with. */
export const measureLive = async (context: CaseContext, product: ProductStore, topics: CaseTopics): Promise<void> => {
  const rounds = await interleaved(context, {
    bare: () => withProducer(context, product, topics),
    product: () => withRelay(context, product, topics),
  });
  const title = `from the change event to Kafka at ${perSecond}/s, p50`;
  for (const { bare, product: ours } of rounds) {
    context.record.value('relay.live.raw', `${title}: bare producer`, 'ms', bare);
    context.record.value('relay.live.added', `${title}: relay`, 'ms', ours);
  }
};
