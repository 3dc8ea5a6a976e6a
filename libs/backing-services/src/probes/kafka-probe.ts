import { Kafka, logLevel, type Admin } from 'kafkajs';

const within = 2_000;

/** Asks a cluster as its administrator; undefined when it does not answer. */
export const askKafka = async <T>(
  brokers: readonly string[],
  question: (admin: Admin) => Promise<T>,
): Promise<T | undefined> => {
  const admin = new Kafka({
    clientId: 'redress-probe',
    brokers: [...brokers],
    logLevel: logLevel.NOTHING,
    connectionTimeout: within,
    requestTimeout: within,
    retry: { retries: 0 },
  }).admin();
  try {
    await admin.connect();
    return await question(admin);
  } catch {
    return undefined;
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
};

/** The id of the cluster that answers and has an unfenced broker; undefined when none does. */
export const clusterIdOf = (brokers: readonly string[]): Promise<string | undefined> =>
  askKafka(brokers, async (admin) => {
    const cluster = await admin.describeCluster();
    return cluster.brokers.length > 0 ? cluster.clusterId : undefined;
  });

/** What is wrong with a Kafka that was given to us, in words; undefined when it fits. */
export const kafkaFault = async (brokers: readonly string[]): Promise<string | undefined> =>
  (await clusterIdOf(brokers)) === undefined ? 'does not answer' : undefined;
