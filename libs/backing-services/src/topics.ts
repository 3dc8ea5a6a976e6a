import { setTimeout as sleep } from 'node:timers/promises';

import { contexts, topicOf } from '@redress/kernel';
import { Kafka, logLevel, type Admin, type ITopicConfig } from 'kafkajs';

const partitionCount = 12;

/** A topic is there already and is not what Redress needs. */
export class TopicsNotFit extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TopicsNotFit';
  }
}

/**
 * The topics of the published language. Twelve partitions, for good: more would move keys and break their order
 * (pitfalls K13). Records are kept for ever (K3) and compressed with what kafkajs can read (K12).
 */
export const redressTopics = (prefix = ''): ITopicConfig[] =>
  contexts.map((context) => ({
    topic: `${prefix}${topicOf(context)}`,
    numPartitions: partitionCount,
    replicationFactor: 1,
    configEntries: [
      { name: 'retention.ms', value: '-1' },
      { name: 'retention.bytes', value: '-1' },
      { name: 'cleanup.policy', value: 'delete' },
      { name: 'compression.type', value: 'gzip' },
    ],
  }));

/** On a cluster of three brokers or more: three replicas, of which two must have a record (pitfalls K11). */
const replicated = (topics: readonly ITopicConfig[], brokers: number): ITopicConfig[] =>
  topics.map((topic) =>
    brokers < 3
      ? topic
      : {
          ...topic,
          replicationFactor: 3,
          configEntries: [...(topic.configEntries ?? []), { name: 'min.insync.replicas', value: '2' }],
        },
  );

/** @throws when one is not twelve partitions wide, or has no leaders within ten seconds. */
const checkWidth = async (admin: Admin, wanted: readonly ITopicConfig[]): Promise<void> => {
  const names = wanted.map(({ topic }) => topic);
  for (let tries = 0; ; tries += 1) {
    try {
      const { topics } = await admin.fetchTopicMetadata({ topics: names });
      const odd = topics.filter(({ partitions }) => partitions.length !== partitionCount).map(({ name }) => name);
      if (odd.length === 0) return;
      throw new TopicsNotFit(`these topics have not ${partitionCount} partitions: ${odd.join(', ')}`);
    } catch (error) {
      if (error instanceof TopicsNotFit || tries === 100) throw error;
      await sleep(100); // just made: the broker does not know it yet
    }
  }
};

/**
 * Creates the topics that are not there yet. Many may do so at once.
 * @throws TopicsNotFit when an existing topic has another number of partitions; kafkajs' error when Kafka does not
 *   answer within its retries.
 */
export const ensureTopics = async (brokers: readonly string[], prefix = ''): Promise<void> => {
  const kafka = new Kafka({ clientId: 'redress-topics', brokers: [...brokers], logLevel: logLevel.NOTHING });
  const admin = kafka.admin({ retry: { retries: 8 } });
  await admin.connect();
  try {
    const existing = new Set(await admin.listTopics());
    const wanted = redressTopics(prefix);
    const absent = wanted.filter(({ topic }) => !existing.has(topic));
    const { brokers: members } = await admin.describeCluster();
    // Its own wait for leaders takes "not known yet" for a failure.
    const topics = replicated(absent, members.length);
    if (topics.length > 0) await admin.createTopics({ topics, waitForLeaders: false });
    await checkWidth(admin, wanted);
  } finally {
    await admin.disconnect();
  }
};
