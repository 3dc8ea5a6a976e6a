import { TransientFault } from '@redress/kernel';
import { eventually } from '@redress/testing';
import { createKafka, createPublisher, createTopics, readTopic, topicName, UnpublishableCommit, type TopicRecord } from '.';
import { checkNoted, newStream, nextCommit, openTestTopics, places, type TestTopics } from './kafka-fixture.contract';

describe('the publisher', () => {
  let topics: TestTopics;
  beforeAll(async () => {
    topics = await openTestTopics(['intake', 'planning']);
  });
  afterAll(() => topics.drop());

  const publisher = () => createPublisher({ kafka: topics.kafka, topicPrefix: topics.prefix, validate: checkNoted });

  const onTopic = async (context: 'intake' | 'planning'): Promise<TopicRecord[]> => {
    const records: TopicRecord[] = [];
    for await (const record of readTopic({ kafka: topics.kafka, context, topicPrefix: topics.prefix, validate: checkNoted })) records.push(record);
    return records;
  };

  const ofStream = (records: readonly TopicRecord[], streamId: string): string[] =>
    places(records.flatMap(({ commit }) => (commit?.envelope.streamId === streamId ? [commit] : [])));

  it('keeps the order of a key over batches and calls made at the same time', async () => {
    const stream = newStream();
    const commits = Array.from({ length: 60 }, () => nextCommit(stream));
    const made = publisher();
    await Promise.all([made.publish(commits.slice(0, 20)), made.publish(commits.slice(20, 40)), made.publish(commits.slice(40))]);
    await made.stop();
    expect(ofStream(await onTopic('intake'), stream.streamId)).toEqual(places(commits));
    expect(made.health()).toMatchObject({ published: 60, failures: 0, topicRestarts: 0 });
  });

  it('sends each context to its topic, and a key always to the same partition', async () => {
    const [complaint, plan] = [newStream(), newStream('plan')];
    const made = publisher();
    await made.publish([nextCommit(complaint), nextCommit(plan, {}, { context: 'planning' }), nextCommit(complaint)]);
    await made.stop();
    const intake = await onTopic('intake');
    expect(ofStream(intake, complaint.streamId)).toHaveLength(2);
    expect(ofStream(await onTopic('planning'), plan.streamId)).toHaveLength(1);
    const partitions = intake.filter(({ commit }) => commit?.envelope.streamId === complaint.streamId).map(({ partition }) => partition);
    expect(new Set(partitions).size).toBe(1);
  });

  it('cuts a batch that would be too large for the broker (K15)', async () => {
    const stream = newStream();
    const commits = Array.from({ length: 12 }, () => nextCommit(stream, { text: 'x'.repeat(250_000) }));
    const made = publisher();
    await made.publish(commits);
    await made.stop();
    expect(ofStream(await onTopic('intake'), stream.streamId)).toEqual(places(commits));
  });

  it('sends nothing of a batch in which one commit breaks its contract', async () => {
    const stream = newStream();
    const made = publisher();
    await expect(made.publish([nextCommit(stream), nextCommit(stream, { n: 'wrong' })])).rejects.toThrow(UnpublishableCommit);
    await made.stop();
    expect(ofStream(await onTopic('intake'), stream.streamId)).toEqual([]);
  });

  it('says that it is transient when no broker answers, and works again with a new producer', async () => {
    const nowhere = createPublisher({
      kafka: createKafka({ brokers: ['127.0.0.1:1'], clientId: 'spec' }),
      validate: checkNoted,
      sendTimeoutMs: 2_000,
    });
    await expect(nowhere.publish([nextCommit(newStream())])).rejects.toThrow(TransientFault);
    expect(nowhere.health()).toMatchObject({ published: 0, failures: 1 });
    await nowhere.stop();
  });

  it('notices that a topic was made anew, and goes on in the new one (K8, F6)', async () => {
    const plan = newStream('plan');
    const made = publisher();
    for (let n = 0; n < 3; n += 1) await made.publish([nextCommit(plan, {}, { context: 'planning' })]);
    const admin = topics.kafka.admin();
    await admin.connect();
    await admin.deleteTopics({ topics: [topicName('planning', topics.prefix)] });
    await admin.disconnect();
    await eventually(() => createTopics(topics.kafka, topics.prefix, { contexts: ['planning'] }), { intervalMs: 200 });
    const last = nextCommit(plan, {}, { context: 'planning' });
    // As the relay does: the same again until it is acknowledged.
    await eventually(() => made.publish([last]), { timeoutMs: 40_000 });
    expect(made.health().topicRestarts).toBe(1);
    expect(made.health().topicRestartAgoMs).toBeGreaterThan(0);
    expect(new Set(ofStream(await onTopic('planning'), plan.streamId))).toEqual(new Set(places([last])));
    await made.stop();
  });
});
