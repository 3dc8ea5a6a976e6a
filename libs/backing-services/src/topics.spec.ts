import { Kafka, logLevel } from 'kafkajs';

import { realServices, uniqueName } from '@redress/testing';

import { ensureTopics, redressTopics } from './topics';

describe('ensureTopics', () => {
  const brokers = realServices().kafkaBrokers;
  const prefix = `${uniqueName('test')}-`;
  const odd = `${uniqueName('test')}-`;
  const admin = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING }).admin();
  beforeAll(() => admin.connect());
  afterAll(async () => {
    const ours = (topic: string): boolean => topic.startsWith(prefix) || topic.startsWith(odd);
    await admin.deleteTopics({ topics: (await admin.listTopics()).filter(ours) });
    await admin.disconnect();
  });

  it('creates each context its topic with twelve partitions that keep everything, and can be repeated', async () => {
    await ensureTopics(brokers, prefix);
    await ensureTopics(brokers, prefix);
    const { topics } = await admin.fetchTopicMetadata({ topics: redressTopics(prefix).map(({ topic }) => topic) });
    expect(topics.map(({ partitions }) => partitions.length)).toEqual([12, 12, 12, 12, 12]);
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [{ type: 2, name: `${prefix}redress-intake-v1`, configNames: ['retention.ms', 'compression.type'] }],
    });
    const settings = resources[0]?.configEntries.map(({ configName, configValue }) => [configName, configValue]);
    expect(Object.fromEntries(settings ?? [])).toMatchObject({ 'retention.ms': '-1', 'compression.type': 'gzip' });
  });

  it('refuses a topic with another number of partitions, whose keys would lie elsewhere', async () => {
    await admin.createTopics({
      topics: [{ topic: `${odd}redress-intake-v1`, numPartitions: 3 }],
      waitForLeaders: false,
    });
    await expect(ensureTopics(brokers, odd)).rejects.toThrow(`${odd}redress-intake-v1`);
  });
});
