import type { EachBatchPayload, TopicOffsets } from 'kafkajs';
import { setTimeout as sleep } from 'node:timers/promises';
import { within } from '../backoff';
import type { ConsumerClient, KafkaClient } from '../kafka-client';
import { OffsetOutOfRange } from '../kafkajs-offset-policy';
import { describeError, type Log } from '../log';
import type { Assignment } from './assignment';
import type { ConsumerTuning } from './consumer-options';
import { isKafkaAway } from './faults';
import { epochMetadata } from './group-offsets';
import type { PartitionWork } from './partition-work';

interface MemberParts {
  readonly kafka: KafkaClient;
  readonly groupId: string;
  readonly topics: readonly string[];
  readonly tuning: ConsumerTuning;
  readonly log: Log;
  readonly assignment: Assignment;
  /** The group gave partitions; they are in the assignment and not yet open. */
  readonly onJoin: () => void;
  /** kafkajs gave up on a broker that is away; `run()` is to be called again. */
  readonly onLost: () => void;
  readonly onFatal: (error: Error) => void;
}

/** A full partition is waited for this long before it is paused: resuming costs up to one fetch. Milliseconds. */
const roomWaitMs = 200;

/** The kafkajs side of a consumer: fetches into the partitions, pauses and resumes them, commits what is settled. */
export class GroupMember {
  private consumer?: ConsumerClient;
  private isJoined = false;
  private committing?: Promise<void>;

  constructor(private readonly parts: MemberParts) {}

  get joined(): boolean {
    return this.isJoined;
  }

  /** Joins the group and begins to fetch. Throws when no broker answers or a topic is missing; may be called again then. */
  async run(): Promise<void> {
    const { kafka, groupId, topics, tuning } = this.parts;
    const consumer = kafka.consumer({
      groupId,
      sessionTimeout: tuning.sessionTimeoutMs,
      rebalanceTimeout: tuning.sessionTimeoutMs * 2,
      heartbeatInterval: Math.min(3_000, tuning.sessionTimeoutMs / 3),
      maxWaitTimeInMs: tuning.maxWaitMs,
      allowAutoTopicCreation: false,
      metadataMaxAge: 60_000,
      // Whatever went wrong with the broker, joining again is right; what is not comes as a crash without restart.
      retry: { retries: 5, restartOnFailure: () => Promise.resolve(true) },
    });
    this.listen(consumer);
    try {
      await consumer.connect();
      await consumer.subscribe({ topics: [...topics], fromBeginning: true });
      this.consumer = consumer;
      await consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: 16,
        eachBatch: (payload) => this.eachBatch(payload),
      });
    } catch (error) {
      await within(5_000, 'leaving the group', consumer.disconnect()).catch(() => undefined);
      throw error;
    }
  }

  /** Commits what is settled, the lowest unsettled offset of each partition (K7, K17). Never throws: it comes again. */
  async commit(): Promise<void> {
    this.committing ??= this.commitSettled().finally(() => {
      this.committing = undefined;
    });
    await this.committing;
  }

  /** Fetches nothing more; heartbeats go on. */
  stopFetching(): void {
    this.quietly(() => this.consumer?.pause(this.parts.topics.map((topic) => ({ topic }))));
  }

  async leave(): Promise<void> {
    const { consumer } = this;
    this.isJoined = false;
    if (consumer) await within(10_000, 'leaving the group', consumer.disconnect()).catch(() => undefined);
  }

  /** Pauses fetching of a partition that has enough or waits, and resumes it. */
  adjust(work: PartitionWork, sure = false): void {
    const place = { topic: work.topic, partitions: [work.partition] };
    if (work.isFull()) {
      if (sure || !work.paused) this.quietly(() => this.consumer?.pause([place]));
      work.paused = true;
    } else if (work.hasRoom()) {
      if (sure || work.paused) this.quietly(() => this.consumer?.resume([place]));
      work.paused = false;
    }
  }

  private listen(consumer: ConsumerClient): void {
    const { GROUP_JOIN, REBALANCING, COMMIT_OFFSETS, CRASH } = consumer.events;
    consumer.on(GROUP_JOIN, ({ payload }) => {
      this.isJoined = true;
      this.parts.assignment.update(payload.memberAssignment);
      const partitions = Object.values(payload.memberAssignment).flat().length;
      this.parts.log.info({ group: this.parts.groupId, partitions }, 'the group gave partitions');
      // kafkajs forgets what was paused when it starts anew, and keeps it when it only joins again.
      for (const work of this.parts.assignment.all()) this.adjust(work, true);
      this.parts.onJoin();
    });
    consumer.on(REBALANCING, () => void this.commit());
    // Only this says that the broker has it: between two groups a commit resolves and does nothing.
    consumer.on(COMMIT_OFFSETS, ({ payload }) => this.noteCommitted(payload.topics));
    consumer.on(CRASH, ({ payload }) => this.crashed(payload.error, payload.restart));
  }

  private crashed(error: Error, restarts: boolean): void {
    this.isJoined = false;
    this.parts.log.warn({ group: this.parts.groupId, error: describeError(error), restarts }, 'the consumer lost Kafka');
    if (restarts) return;
    if (isKafkaAway(error)) this.parts.onLost();
    else this.parts.onFatal(error.cause instanceof OffsetOutOfRange ? error.cause : error);
  }

  private async eachBatch(payload: EachBatchPayload): Promise<void> {
    const { batch } = payload;
    const work = this.parts.assignment.get(batch.topic, batch.partition);
    if (!work || work.signal.aborted) return;
    try {
      work.end = Number(batch.highWatermark);
      work.take(batch.messages);
    } catch (error) {
      this.stopFetching();
      this.parts.onFatal(error instanceof Error ? error : new Error(describeError(error)));
      return;
    }
    payload.resolveOffset(batch.lastOffset());
    // By the clock, and with heartbeats: on a starved machine each pause lasts long.
    const waitUntil = performance.now() + roomWaitMs;
    while (performance.now() < waitUntil && work.waiting === 0 && work.isFull()) {
      await sleep(5);
      await payload.heartbeat();
    }
    this.adjust(work);
  }

  private async commitSettled(): Promise<void> {
    const offsets = this.parts.assignment.all().flatMap((work) => {
      const { topic, partition, epoch, committed } = work;
      const offset = work.committable() ?? -1;
      return offset > committed ? [{ topic, partition, offset: String(offset), metadata: epochMetadata(epoch) }] : [];
    });
    if (offsets.length === 0 || !this.consumer) return;
    try {
      await within(10_000, 'committing offsets', this.consumer.commitOffsets(offsets));
    } catch (error) {
      this.parts.log.debug({ group: this.parts.groupId, error: describeError(error) }, 'offsets were not committed');
    }
  }

  private noteCommitted(topics: readonly TopicOffsets[]): void {
    for (const { topic, partitions } of topics) {
      for (const { partition, offset } of partitions) {
        const work = this.parts.assignment.get(topic, partition);
        if (work) work.committed = Math.max(work.committed, Number(offset));
      }
    }
  }

  /** kafkajs throws where it has no group just now; the next join sets things right. */
  private quietly(call: () => void): void {
    try {
      call();
    } catch (error) {
      this.parts.log.debug({ group: this.parts.groupId, error: describeError(error) }, 'between two groups');
    }
  }
}
