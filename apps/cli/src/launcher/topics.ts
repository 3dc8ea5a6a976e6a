import { createKafka, createTopics } from '@redress/messaging';

/** Three copies of a record where there are three brokers (pitfalls K11), else one. */
const replicationOf = async (kafka: ReturnType<typeof createKafka>): Promise<number> => {
  const admin = kafka.admin();
  await admin.connect();
  try {
    return (await admin.describeCluster()).brokers.length >= 3 ? 3 : 1;
  } finally {
    await admin.disconnect();
  }
};

/** Makes the topics of all contexts where they are missing. @throws when Kafka does not answer or a topic does not fit. */
export const ensureTopics = async (brokers: string, prefix: string | undefined): Promise<void> => {
  const kafka = createKafka({ brokers: brokers.split(','), clientId: 'redress-launcher' });
  await createTopics(kafka, prefix ?? '', { replicationFactor: await replicationOf(kafka) });
};
