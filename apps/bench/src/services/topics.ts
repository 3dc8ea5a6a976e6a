import { createKafka, createTopics, retrying, topicName, topicSettings } from '@redress/messaging';
import { randomBytes } from 'node:crypto';
import type { Kafka } from 'kafkajs';
import type { CaseContext } from '../measure/bench-case';

/** A Kafka client and topics of a case's own; the floor's topic is made like the product's. */
export interface CaseTopics {
  readonly kafka: Kafka;
  readonly prefix: string;
  /** The product's topic of intake. */
  readonly product: string;
  /** A topic for the floor. */
  readonly floor: string;
  readonly partitions: number;
}

/** Makes the topics; they go with the broker. */
export const makeTopics = async (
  { backing }: Pick<CaseContext, 'backing'>,
  floorPartitions = 12,
): Promise<CaseTopics> => {
  const kafka = createKafka({ brokers: await backing.kafkaBrokers(), clientId: 'bench' });
  const prefix = `bench-${randomBytes(4).toString('hex')}-`;
  const floor = `${prefix}floor`;
  await createTopics(kafka, prefix, { contexts: ['intake'] });
  const admin = kafka.admin();
  await admin.connect();
  const configEntries = Object.entries(topicSettings).map(([name, value]) => ({ name, value }));
  const topic = { topic: floor, numPartitions: floorPartitions, replicationFactor: 1, configEntries };
  await admin.createTopics({ topics: [topic], waitForLeaders: false });
  // A topic that was just made is unknown to the broker for a moment.
  await retrying(() => admin.fetchTopicMetadata({ topics: [floor] }), { signal: AbortSignal.timeout(20_000) });
  await admin.disconnect();
  return { kafka, prefix, product: topicName('intake', prefix), floor, partitions: floorPartitions };
};
