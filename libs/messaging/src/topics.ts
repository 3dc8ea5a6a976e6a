import { contexts, topicOf, type Context } from '@redress/kernel';
import { ConfigResourceTypes, ConfigSource, KafkaJSProtocolError, type Admin, type Kafka } from 'kafkajs';
import { onceSettled } from './once-settled';

/** Fixed when a topic is made: more partitions later would break the order of a key, here and at headquarters (K13). */
export const partitionsPerTopic = 12;

/**
 * What every topic of ours is set to.
 * - Nothing is ever dropped (invariant 8; K3).
 * - The broker stores plain records whatever a producer sent: kafkajs can read those, and dies of LZ4, Snappy and ZSTD
 *   (K12). Not gzip, although kafkajs reads it too: unpacking every little batch lets it fall behind from 200/s on.
 * - A commit has 256 KiB at most and the publisher sends up to 768 KiB at once; 2 MiB leaves room for headers (K15).
 */
export const topicSettings: Readonly<Record<string, string>> = {
  'retention.ms': '-1',
  'retention.bytes': '-1',
  'cleanup.policy': 'delete',
  'compression.type': 'uncompressed',
  'max.message.bytes': String(2 * 1024 * 1024),
};

/** The topic of a context in this deployment; the prefix keeps test runs and sites that share a Kafka apart. */
export const topicName = (context: Context, prefix = ''): string => `${prefix}${topicOf(context)}`;

/** The topic has another number of partitions than ours have: it was made by hand or by another version. */
export class WrongPartitionCount extends Error {
  constructor(topic: string, found: number) {
    super(`topic ${topic} has ${found} partitions, it must have ${partitionsPerTopic}`);
    this.name = 'WrongPartitionCount';
  }
}

const settingsOf = async (admin: Admin, topic: string): Promise<Map<string, string>> => {
  const resource = { type: ConfigResourceTypes.TOPIC, name: topic };
  const answer = await admin.describeConfigs({ resources: [resource], includeSynonyms: false });
  const entries = answer.resources.flatMap(({ configEntries }) => configEntries);
  const isOwn = (entry: { isDefault: boolean; configSource?: ConfigSource }): boolean =>
    entry.configSource === undefined ? !entry.isDefault : entry.configSource === ConfigSource.TOPIC_CONFIG;
  return new Map(entries.filter(isOwn).map(({ configName, configValue }) => [configName, configValue]));
};

const repairSettings = async (admin: Admin, topic: string): Promise<void> => {
  const found = await settingsOf(admin, topic);
  const wanted = Object.entries(topicSettings);
  if (wanted.every(([name, value]) => found.get(name) === value)) return;
  // Altering replaces all settings of the topic, so that the operator's own ones are sent along.
  const all = new Map([...found, ...wanted]);
  const configEntries = [...all].map(([name, value]) => ({ name, value }));
  await admin.alterConfigs({
    validateOnly: false,
    resources: [{ type: ConfigResourceTypes.TOPIC, name: topic, configEntries }],
  });
};

/** A topic that was just made is unknown to a broker for a moment. */
const isNotYetVisible = (error: unknown): boolean =>
  error instanceof KafkaJSProtocolError || (error instanceof Error && error.cause instanceof KafkaJSProtocolError);

const checkPartitions = async (admin: Admin, topics: string[]): Promise<void> => {
  const { topics: found } = await onceSettled(() => admin.fetchTopicMetadata({ topics }), isNotYetVisible);
  for (const { name, partitions } of found) {
    if (partitions.length !== partitionsPerTopic) throw new WrongPartitionCount(name, partitions.length);
  }
};

export interface TopicOptions {
  /** 1 on a single node (default), 3 in production (K11). */
  readonly replicationFactor?: number;
  /** Default: all. */
  readonly contexts?: readonly Context[];
}

/**
 * Makes the topics of the contexts, or repairs their settings; many processes may do it at once.
 * @throws WrongPartitionCount · kafkajs' errors when no broker answers.
 */
export const createTopics = async (kafka: Kafka, prefix = '', options: TopicOptions = {}): Promise<void> => {
  const { replicationFactor = 1, contexts: wanted = contexts } = options;
  const admin = kafka.admin();
  await admin.connect();
  try {
    const names = wanted.map((context) => topicName(context, prefix));
    const configEntries = Object.entries(topicSettings).map(([name, value]) => ({ name, value }));
    await admin.createTopics({
      waitForLeaders: false,
      timeout: 15_000,
      topics: names.map((topic) => ({ topic, numPartitions: partitionsPerTopic, replicationFactor, configEntries })),
    });
    await checkPartitions(admin, names);
    for (const name of names) await repairSettings(admin, name);
  } finally {
    await admin.disconnect();
  }
};
