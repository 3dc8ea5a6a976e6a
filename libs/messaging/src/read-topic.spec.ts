import { createPublisher, readTopic, topicName } from '.';
import { checkNoted, newStream, nextCommit, openTestTopics, places, type TestTopics } from './kafka-fixture.contract';

describe('readTopic', () => {
  let topics: TestTopics;
  beforeAll(async () => {
    topics = await openTestTopics(['intake', 'planning']);
  });
  afterAll(() => topics.drop());

  const options = (context: 'intake' | 'planning') => ({ kafka: topics.kafka, context, topicPrefix: topics.prefix, validate: checkNoted });

  it('gives everything up to the end, each key in order, the foreign too, however slow the reader is', async () => {
    const streams = Array.from({ length: 40 }, () => newStream());
    const commits = Array.from({ length: 50 }, () => streams.map((stream) => nextCommit(stream, { text: 'x'.repeat(500) }))).flat();
    const publisher = createPublisher({ ...options('intake') });
    await publisher.publish(commits);
    await publisher.stop();
    const producer = topics.kafka.producer();
    await producer.connect();
    await producer.send({ topic: topicName('intake', topics.prefix), messages: [{ key: 'foreign', value: 'hello' }] });
    await producer.disconnect();

    const read: string[] = [];
    let foreign = 0;
    for await (const { commit } of readTopic(options('intake'))) {
      if (commit) read.push(...places([commit]));
      else foreign += 1;
      if (read.length % 500 === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(foreign).toBe(1);
    expect([...read].sort()).toEqual(places(commits).sort());
    for (const { streamId } of streams) {
      expect(read.filter((place) => place.startsWith(streamId))).toEqual(Array.from({ length: 50 }, (_, n) => `${streamId}@${n + 1}`));
    }
  });

  it('ends at once with an empty topic, and when it is told to stop', async () => {
    for await (const record of readTopic(options('planning'))) throw new Error(`unexpected ${record.offset}`);
    const stop = new AbortController();
    let count = 0;
    for await (const _record of readTopic({ ...options('intake'), signal: stop.signal })) {
      count += 1;
      stop.abort();
    }
    expect(count).toBeLessThan(2_001);
  });

  it('goes on from given offsets, with what came since', async () => {
    const [stream, next] = [newStream(), new Map<number, number>()];
    for await (const { partition, offset } of readTopic(options('intake'))) next.set(partition, offset + 1);
    const read = async () => {
      const found: string[] = [];
      for await (const { commit } of readTopic({ ...options('intake'), from: next })) if (commit) found.push(...places([commit]));
      return found;
    };
    expect(await read()).toEqual([]);
    const commits = [nextCommit(stream), nextCommit(stream)];
    const publisher = createPublisher({ ...options('intake') });
    await publisher.publish(commits);
    await publisher.stop();
    expect(await read()).toEqual(places(commits));
  });

  it('leaves no consumer group behind', async () => {
    const admin = topics.kafka.admin();
    await admin.connect();
    const { groups } = await admin.listGroups();
    await admin.disconnect();
    expect(groups.filter(({ groupId }) => groupId.startsWith(topics.prefix))).toEqual([]);
  });
});
