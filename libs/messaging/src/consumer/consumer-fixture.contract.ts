import type { PublishedCommit } from '@redress/kernel';
import { eventually, uniqueName } from '@redress/testing';
import { createConsumer, createPublisher, type ConsumerAlarm, type ConsumerTuning, type KafkaCommitConsumer, type KafkaConsumerOptions } from '..';
import { checkNoted, openTestTopics, TestParkingLot, type TestTopics } from '../kafka-fixture.contract';

/** What a consumer under test did and said. */
export interface Watched {
  readonly consumer: KafkaCommitConsumer;
  readonly handled: PublishedCommit[];
  readonly alarms: ConsumerAlarm[];
  readonly fatal: Error[];
}

/** Consumers, a publisher and a parking lot over topics of their own. */
export class ConsumerBench {
  lot = new TestParkingLot();
  readonly group = uniqueName('g');
  private readonly running: KafkaCommitConsumer[] = [];

  private constructor(
    readonly topics: TestTopics,
    readonly publisher = createPublisher({ kafka: topics.kafka, topicPrefix: topics.prefix, validate: checkNoted }),
  ) {}

  static async open(contexts: Parameters<typeof openTestTopics>[0] = ['intake']): Promise<ConsumerBench> {
    return new ConsumerBench(await openTestTopics(contexts));
  }

  publish(...commits: PublishedCommit[]): Promise<void> {
    return this.publisher.publish(commits);
  }

  /** A consumer that notes what it handled after `handle` let it pass; not started. */
  make(options: Partial<KafkaConsumerOptions> = {}, tuning: Partial<ConsumerTuning> = {}): Watched {
    const watched = { handled: [] as PublishedCommit[], alarms: [] as ConsumerAlarm[], fatal: [] as Error[] };
    const consumer = createConsumer({
      kafka: this.topics.kafka,
      topicPrefix: this.topics.prefix,
      groupId: this.group,
      contexts: ['intake'],
      maxBatch: 1,
      parking: this.lot,
      validate: checkNoted,
      onFatal: (error) => watched.fatal.push(error),
      onAlarm: (alarm) => watched.alarms.push(alarm),
      ...options,
      handle: async (commits, signal) => {
        await options.handle?.(commits, signal);
        watched.handled.push(...commits);
      },
      tuning: { commitEveryMs: 200, watchEveryMs: 500, maxWaitMs: 100, ...tuning },
    });
    this.running.push(consumer);
    return { consumer, ...watched };
  }

  async start(options: Partial<KafkaConsumerOptions> = {}, tuning: Partial<ConsumerTuning> = {}): Promise<Watched> {
    const watched = this.make(options, tuning);
    await watched.consumer.start();
    return watched;
  }

  /** What the group has committed, per partition that has something. */
  async committed(group = this.group): Promise<{ partition: number; offset: number; metadata: string | null }[]> {
    const admin = this.topics.kafka.admin();
    await admin.connect();
    try {
      const topics = [`${this.topics.prefix}redress-intake-v1`];
      const answer = await admin.fetchOffsets({ groupId: `${this.topics.prefix}${group}`, topics });
      return answer
        .flatMap(({ partitions }) => partitions)
        .map(({ partition, offset, metadata }) => ({ partition, offset: Number(offset), metadata }))
        .filter(({ offset }) => offset > 0);
    } finally {
      await admin.disconnect();
    }
  }

  /** Waits until a consumer handled so many commits. */
  handledBy(watched: Watched, count: number): Promise<void> {
    return eventually(() => expect(watched.handled.length).toBeGreaterThanOrEqual(count), { timeoutMs: 30_000 });
  }

  async close(): Promise<void> {
    await Promise.all(this.running.map((consumer) => consumer.stop()));
    await this.publisher.stop();
    await this.topics.drop();
  }
}
