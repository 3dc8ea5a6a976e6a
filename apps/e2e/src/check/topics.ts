import { Kafka, logLevel } from 'kafkajs';
import type { Span } from './everything';
import type { RawCommit, Writer } from './stores';

/** A message as it lies on the topic. */
export interface RawMessage {
  readonly key: string;
  readonly streamId: string;
  readonly version: number;
  readonly commitId: string;
  readonly partition: number;
  readonly offset: bigint;
}

const text = (header: unknown): string =>
  Buffer.isBuffer(header) ? header.toString('utf8') : typeof header === 'string' ? header : '';

/** Reads a topic from its first to its present last message, with a group of its own. */
export const readTopic = async (brokers: string[], topic: string): Promise<RawMessage[]> => {
  const kafka = new Kafka({ clientId: 'checker', brokers, logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  const ends = new Map(
    (await admin.fetchTopicOffsets(topic)).map(({ partition, low, high }) => [
      partition,
      { low: BigInt(low), high: BigInt(high) },
    ]),
  );
  const open = new Set([...ends].filter(([, { low, high }]) => high > low).map(([partition]) => partition));
  const messages: RawMessage[] = [];
  if (open.size > 0) {
    const groupId = `checker-${topic}-${crypto.randomUUID()}`;
    const consumer = kafka.consumer({ groupId });
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      const slow = setTimeout(
        () => reject(new Error(`${topic}: partitions ${[...open].join()} were not read to the end`)),
        20_000,
      );
      consumer
        .run({
          autoCommit: false,
          eachMessage: ({ partition, message }) => {
            const offset = BigInt(message.offset);
            messages.push({
              key: text(message.key),
              streamId: text(message.headers?.['ce_streamid']),
              version: Number(text(message.headers?.['ce_streamversion'])),
              commitId: text(message.headers?.['ce_id']),
              partition,
              offset,
            });
            if (offset + 1n >= (ends.get(partition)?.high ?? 0n)) open.delete(partition);
            if (open.size === 0) {
              clearTimeout(slow);
              resolve();
            }
            return Promise.resolve();
          },
        })
        .catch(reject);
    });
    await consumer.disconnect();
    await admin.deleteGroups([groupId]).catch(() => undefined);
  }
  await admin.disconnect();
  return messages.sort((a, b) => a.partition - b.partition || (a.offset < b.offset ? -1 : 1));
};

const nameOf = ({ streamId, version }: RawCommit | RawMessage): string => `${streamId}@${version}`;

/** Commits missing on the topic, messages without a commit, and keys whose versions go back after dedupe (I2). */
export const topicFaults = (
  topic: string,
  { before, after }: Span,
  messages: readonly RawMessage[],
  context: Writer,
): string[] => {
  const faults: string[] = [];
  const stored = new Map((after.get(context) ?? []).map((commit) => [nameOf(commit), commit]));
  const seen = new Set<string>();
  const last = new Map<string, number>();
  // What carries no commit id was not sent by a relay: a test put it there.
  for (const message of messages.filter(({ commitId }) => commitId !== '')) {
    const name = nameOf(message);
    const commit = stored.get(name);
    if (!commit) faults.push(`${topic}: ${name} was never committed`);
    else if (commit.commitId !== message.commitId)
      faults.push(`${topic}: ${name} is another commit than the stored one`);
    else if (commit.subject !== message.key) faults.push(`${topic}: ${name} has the key ${message.key}`);
    if (seen.has(name)) continue;
    seen.add(name);
    const previous = last.get(message.streamId) ?? 0;
    if (message.version !== previous + 1) faults.push(`${topic}: ${name} comes after version ${previous}`);
    last.set(message.streamId, message.version);
  }
  const missing = (before.get(context) ?? []).map(nameOf).filter((name) => !seen.has(name));
  return [...faults, ...missing.map((name) => `${topic}: ${name} was never published`)];
};
