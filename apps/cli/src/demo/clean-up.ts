import { contexts } from '@redress/kernel';
import { Redis } from 'ioredis';
import { Kafka, logLevel } from 'kafkajs';
import { mongo } from 'mongoose';
import type { Places } from './count/count';

/** What a demo shares with others when its backing services are not its own. */
export interface SharedPlaces extends Places {
  readonly redisUrl: string;
}

const dropDatabases = async ({ mongoUri, dbPrefix }: SharedPlaces): Promise<void> => {
  const client = await new mongo.MongoClient(mongoUri, { serverSelectionTimeoutMS: 10_000 }).connect();
  try {
    for (const name of [...contexts, 'gateway', 'projection']) await client.db(`${dbPrefix}_${name}`).dropDatabase();
  } finally {
    await client.close();
  }
};

const deleteTopics = async ({ kafkaBrokers, topicPrefix }: SharedPlaces): Promise<void> => {
  const kafka = new Kafka({ clientId: 'redress-demo', brokers: kafkaBrokers.split(','), logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  try {
    const topics = (await admin.listTopics()).filter((topic) => topic.startsWith(topicPrefix));
    if (topics.length > 0) await admin.deleteTopics({ topics });
    const { groups } = await admin.listGroups();
    const own = groups.map(({ groupId }) => groupId).filter((groupId) => groupId.startsWith(topicPrefix));
    if (own.length > 0) await admin.deleteGroups(own);
  } finally {
    await admin.disconnect();
  }
};

const deleteKeys = async ({ redisUrl, dbPrefix }: SharedPlaces): Promise<void> => {
  const redis = new Redis(redisUrl, { maxRetriesPerRequest: 1, connectTimeout: 5_000 });
  redis.on('error', () => undefined);
  try {
    for await (const keys of redis.scanStream({ match: `*${dbPrefix}*`, count: 1_000 })) {
      if ((keys as string[]).length > 0) await redis.unlink(...(keys as string[]));
    }
  } finally {
    redis.disconnect();
  }
};

/**
 * Removes what a demo left in backing services that others use too: its databases, topics, groups and keys, all of
 * them under its own prefix. @throws AggregateError naming what could not be removed
 */
export const cleanUp = async (places: SharedPlaces): Promise<void> => {
  const done = await Promise.allSettled([dropDatabases(places), deleteTopics(places), deleteKeys(places)]);
  const errors = done.flatMap((each) => (each.status === 'rejected' ? [each.reason as Error] : []));
  if (errors.length > 0) throw new AggregateError(errors, errors.map(({ message }) => message).join('; '));
};
