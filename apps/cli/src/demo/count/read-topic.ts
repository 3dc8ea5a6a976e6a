import { randomUUID } from 'node:crypto';
import type { Kafka, KafkaMessage } from 'kafkajs';
import { eventsIn, type FoundCommit } from './evidence';

/** A topic is read within this, milliseconds. */
const withinMs = 60_000;

const textOf = (value: unknown): string =>
  Buffer.isBuffer(value) ? value.toString('utf8') : typeof value === 'string' ? value : '';

const commitIn = ({ key, value, headers }: KafkaMessage): FoundCommit => {
  const { events } = JSON.parse(value?.toString('utf8') ?? '{}') as { events?: unknown };
  return { commitId: textOf(headers?.['ce_id']), subject: textOf(key), events: eventsIn(events) };
};

/** The ends of the partitions that hold something. */
const endsOf = async (kafka: Kafka, topic: string): Promise<Map<number, bigint>> => {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const offsets = await admin.fetchTopicOffsets(topic);
    const filled = offsets.filter(({ low, high }) => BigInt(high) > BigInt(low));
    return new Map(filled.map(({ partition, high }) => [partition, BigInt(high)]));
  } finally {
    await admin.disconnect();
  }
};

/** Every message of a topic as it is now, with the bare driver. @throws when it cannot be read to its end in a minute */
export const readWholeTopic = async (kafka: Kafka, topic: string): Promise<FoundCommit[]> => {
  const ends = await endsOf(kafka, topic);
  const found: FoundCommit[] = [];
  if (ends.size === 0) return found;
  const consumer = kafka.consumer({ groupId: `${topic}-count-${randomUUID()}`, maxWaitTimeInMs: 100 });
  await consumer.connect();
  try {
    await consumer.subscribe({ topic, fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${topic} was not read to its end`)), withinMs);
      const take = (partition: number, message: KafkaMessage): void => {
        found.push(commitIn(message));
        if (BigInt(message.offset) + 1n >= (ends.get(partition) ?? 0n)) ends.delete(partition);
        if (ends.size > 0) return;
        clearTimeout(late);
        resolve();
      };
      const eachMessage = ({ partition, message }: { partition: number; message: KafkaMessage }): Promise<void> => {
        take(partition, message);
        return Promise.resolve();
      };
      consumer.run({ autoCommit: false, eachMessage }).catch(reject);
    });
  } finally {
    await consumer.disconnect();
  }
  return found;
};
