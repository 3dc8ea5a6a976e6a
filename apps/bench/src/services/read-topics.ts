import type { VersionedEvent } from '@redress/kernel';
import { randomUUID } from 'node:crypto';
import type { Kafka } from 'kafkajs';

/** A message as the floors look at it. */
export interface ReadMessage {
  readonly key: string;
  /** The kind of its stream: `complaint`, `watch`. */
  readonly stream: string;
  readonly events: readonly VersionedEvent[];
}

/** Where each partition of the topics ends now; without the empty ones. */
const endsOf = async (kafka: Kafka, topics: readonly string[]): Promise<Map<string, bigint>> => {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const found = await Promise.all(
      topics.map(async (topic) => (await admin.fetchTopicOffsets(topic)).map((each) => ({ ...each, topic }))),
    );
    const filled = found.flat().filter(({ high, low }) => BigInt(high) > BigInt(low));
    return new Map(filled.map(({ topic, partition, high }) => [`${topic}/${partition}`, BigInt(high)]));
  } finally {
    await admin.disconnect();
  }
};

/** Reads topics from the beginning to where they end now, with kafkajs alone; each batch is handled before the next. */
export const readToEnd = async (
  kafka: Kafka,
  topics: readonly string[],
  take: (messages: readonly ReadMessage[]) => Promise<void>,
): Promise<void> => {
  const missing = await endsOf(kafka, topics);
  if (missing.size === 0) return;
  const consumer = kafka.consumer({ groupId: `bench-${randomUUID()}`, maxBytesPerPartition: 4 * 1024 * 1024 });
  await consumer.connect();
  await consumer.subscribe({ topics: [...topics], fromBeginning: true });
  let end: () => void = () => undefined;
  let fail: (reason: unknown) => void = () => undefined;
  const ended = new Promise<void>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  await consumer.run({
    autoCommit: false,
    eachBatch: async ({ batch: { topic, partition, messages } }) => {
      const read = messages.map(({ key, value, headers }) => ({
        key: key?.toString() ?? '',
        stream: String(headers?.['ce_streamid'] ?? '').split('-')[0] ?? '',
        events: (JSON.parse(value?.toString() ?? '') as { events: VersionedEvent[] }).events,
      }));
      await take(read).catch(fail);
      const place = `${topic}/${partition}`;
      const reached = BigInt(messages.at(-1)?.offset ?? -1) + 1n;
      if (reached >= (missing.get(place) ?? 0n)) missing.delete(place);
      if (missing.size === 0) end();
    },
  });
  try {
    await ended;
  } finally {
    await consumer.disconnect();
  }
};
