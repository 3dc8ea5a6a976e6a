import { eventually } from '@redress/testing';
import { ConfigResourceTypes } from 'kafkajs';
import { createTopics, topicName, topicSettings, WrongPartitionCount } from '.';
import { openTestTopics, type TestTopics } from './kafka-fixture.contract';

describe('createTopics', () => {
  let topics: TestTopics;
  beforeAll(async () => {
    topics = await openTestTopics(['intake', 'planning']);
  });
  afterAll(() => topics.drop());

  const withAdmin = async <T>(work: (admin: ReturnType<TestTopics['kafka']['admin']>) => Promise<T>): Promise<T> => {
    const admin = topics.kafka.admin();
    await admin.connect();
    try {
      return await work(admin);
    } finally {
      await admin.disconnect();
    }
  };

  const settings = (name: string) =>
    withAdmin(async (admin) => {
      const { resources } = await admin.describeConfigs({ includeSynonyms: false, resources: [{ type: ConfigResourceTypes.TOPIC, name }] });
      return Object.fromEntries(resources.flatMap(({ configEntries }) => configEntries).map(({ configName, configValue }) => [configName, configValue]));
    });

  it('makes topics that keep everything and store what kafkajs can read (K3, K12, K15)', async () => {
    expect(await settings(topicName('intake', topics.prefix))).toMatchObject(topicSettings);
  });

  it('makes them once, however many processes ask at the same time', async () => {
    await Promise.all([1, 2, 3].map(() => createTopics(topics.kafka, topics.prefix, { contexts: ['intake', 'planning'] })));
    const { topics: found } = await withAdmin((admin) => admin.fetchTopicMetadata({ topics: [topicName('intake', topics.prefix)] }));
    expect(found[0]?.partitions).toHaveLength(12);
  });

  it('repairs a setting that was changed and leaves the operator\'s own ones', async () => {
    const name = topicName('planning', topics.prefix);
    const changed = [
      { name: 'retention.ms', value: '1000' },
      { name: 'segment.bytes', value: '10485760' },
    ];
    await withAdmin((admin) => admin.alterConfigs({ validateOnly: false, resources: [{ type: ConfigResourceTypes.TOPIC, name, configEntries: changed }] }));
    // The broker applies settings a moment after it acknowledged them.
    await eventually(async () => expect(await settings(name)).toMatchObject({ 'retention.ms': '1000' }));
    await createTopics(topics.kafka, topics.prefix, { contexts: ['planning'] });
    await eventually(async () => expect(await settings(name)).toMatchObject({ ...topicSettings, 'segment.bytes': '10485760' }));
  });

  it('refuses a topic with another number of partitions (K13)', async () => {
    const prefix = `${topics.prefix}odd-`;
    await withAdmin((admin) => admin.createTopics({ topics: [{ topic: topicName('intake', prefix), numPartitions: 3 }] }));
    await expect(createTopics(topics.kafka, prefix, { contexts: ['intake'] })).rejects.toThrow(WrongPartitionCount);
    await withAdmin((admin) => admin.deleteTopics({ topics: [topicName('intake', prefix)] }));
  });
});
