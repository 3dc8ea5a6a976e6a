import type { Context, PublishedCommit } from '@redress/kernel';
import { randomUUID } from 'node:crypto';
import type { EachBatchPayload, Kafka } from 'kafkajs';
import { within } from './backoff';
import { fromKafkaMessage, type EventCheck } from './cloud-event';
import { logRanges, type LogRange } from './consumer/group-offsets';
import { onceSettled } from './once-settled';
import { topicName } from './topics';

/** A message of a topic with its place. */
export interface TopicRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** Undefined where the message is no commit of ours. */
  readonly commit?: PublishedCommit;
}

export interface ReadTopicOptions {
  readonly kafka: Kafka;
  readonly context: Context;
  readonly topicPrefix?: string;
  readonly validate: EventCheck;
  /** First offset wanted of each partition; of the others, everything. */
  readonly from?: ReadonlyMap<number, number>;
  /** Stops the reading early; the iteration then ends. */
  readonly signal?: AbortSignal;
}

/** Batches that may wait for the caller before fetching stands still. */
const buffered = 8;

/**
 * Everything a topic holds now, from its first message to the ends as they are at the call, partition by partition in
 * order. Memory is bounded: fetching waits for the caller. Leaves no consumer group behind.
 */
export async function* readTopic(options: ReadTopicOptions): AsyncGenerator<TopicRecord> {
  const topic = topicName(options.context, options.topicPrefix);
  const groupId = `${options.topicPrefix ?? ''}read-${randomUUID()}`;
  const admin = options.kafka.admin();
  await admin.connect();
  const consumer = options.kafka.consumer({ groupId, allowAutoTopicCreation: false, maxWaitTimeInMs: 100 });
  try {
    const ranges = (await logRanges(admin, [topic])).flatMap((range) => wantedOf(range, options.from));
    if (ranges.length === 0) return;
    await onceSettled(() => admin.fetchOffsets({ groupId, topics: [topic] }));
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    const pages = new Pages(ranges);
    options.signal?.addEventListener('abort', () => pages.end());
    consumer.on(consumer.events.CRASH, ({ payload }) => pages.fail(payload.error));
    await consumer.run({ autoCommit: false, eachBatchAutoResolve: true, eachBatch: (payload) => pages.put(payload) });
    if (options.from) for (const { partition, start } of ranges) consumer.seek({ topic, partition, offset: String(start) });
    for await (const { partition, messages } of pages) {
      for (const message of messages) {
        yield { topic, partition, offset: Number(message.offset), ...decoded(message, options.validate) };
      }
    }
  } finally {
    await within(10_000, 'leaving', consumer.disconnect()).catch(() => undefined);
    await admin.deleteGroups([groupId]).catch(() => undefined);
    await admin.disconnect();
  }
}

/** What is wanted of a partition; nothing where it holds no more than was read. */
const wantedOf = (range: LogRange, from: ReadonlyMap<number, number> | undefined): LogRange[] => {
  const start = Math.max(range.start, from?.get(range.partition) ?? range.start);
  return range.end > start ? [{ ...range, start }] : [];
};

const decoded = (message: Page['messages'][number], validate: EventCheck): { commit?: PublishedCommit } => {
  try {
    return { commit: fromKafkaMessage(message, validate) };
  } catch {
    return {};
  }
};

interface Page {
  readonly partition: number;
  readonly messages: EachBatchPayload['batch']['messages'];
}

/** Hands batches from kafkajs' loop to an iterator, a few at a time, until every partition reached its end. */
class Pages implements AsyncIterable<Page> {
  private readonly waiting: Page[] = [];
  private wake: () => void = () => undefined;
  private room: () => void = () => undefined;
  private ended = false;
  private failure?: Error;

  /** The offset wanted next of each partition: who falls out of his group is given everything from the start again. */
  private readonly next: Map<number, number>;
  /** The end of each partition that has not reached it. */
  private readonly ends: Map<number, number>;

  constructor(ranges: readonly LogRange[]) {
    this.next = new Map(ranges.map(({ partition, start }) => [partition, start]));
    this.ends = new Map(ranges.map(({ partition, end }) => [partition, end]));
  }

  async put(payload: EachBatchPayload): Promise<void> {
    const { batch } = payload;
    const end = this.ends.get(batch.partition);
    if (end === undefined || this.ended) return;
    const next = this.next.get(batch.partition) ?? 0;
    const after = Number(batch.lastOffset()) + 1;
    const messages = batch.messages.filter(({ offset }) => Number(offset) >= next && Number(offset) < end);
    this.waiting.push({ partition: batch.partition, messages });
    this.next.set(batch.partition, Math.max(next, after));
    if (after >= end) this.ends.delete(batch.partition);
    this.wake();
    while (this.waiting.length >= buffered && !this.ended) {
      await within(1_000, 'the reader', new Promise<void>((resolve) => (this.room = resolve))).catch(() => undefined);
      await payload.heartbeat();
    }
  }

  end(): void {
    this.ended = true;
    this.wake();
    this.room();
  }

  fail(error: Error): void {
    this.failure = error;
    this.end();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Page> {
    try {
      for (;;) {
        const page = this.waiting.shift();
        this.room();
        if (page) yield page;
        else if (this.failure) throw this.failure;
        else if (this.ended || this.ends.size === 0) return;
        else await new Promise<void>((resolve) => (this.wake = resolve));
      }
    } finally {
      this.end();
    }
  }
}
