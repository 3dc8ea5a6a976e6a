import {
  createKafka,
  createPublisher,
  createTopics,
  readTopic,
  retrying,
  topicName,
  type EventCheck,
  type KafkaCommitPublisher,
} from '@redress/messaging';
import { contexts, type CommitEnvelope, type Context, type PublishedCommit } from '@redress/kernel';
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Kafka } from 'kafkajs';

/** An event of another service, its data as its contract has it. */
export interface Said {
  readonly type: string;
  readonly data: object;
}

/** The other services, as far as Kafka shows them: they publish what a spec tells them to. */
export class Others {
  private readonly versions = new Map<string, number>();

  private constructor(
    readonly kafka: Kafka,
    private readonly publisher: KafkaCommitPublisher,
    private readonly prefix: string,
  ) {}

  static async open(brokers: readonly string[], topicPrefix: string): Promise<Others> {
    const kafka = createKafka({ brokers, clientId: 'spec-others' });
    await createTopics(kafka, topicPrefix);
    return new Others(kafka, createPublisher({ kafka, validate: () => undefined, topicPrefix }), topicPrefix);
  }

  /** One commit with these events, next in its stream. Returns it, to be sent again with `repeat`. */
  async say(
    context: Context,
    streamId: string,
    events: readonly Said[],
    part: Partial<CommitEnvelope> = {},
  ): Promise<PublishedCommit> {
    const version = (this.versions.get(streamId) ?? 0) + 1;
    this.versions.set(streamId, version);
    const now = new Date().toISOString();
    const commit: PublishedCommit = {
      envelope: {
        commitId: randomUUID(),
        siteId: 'main',
        context,
        streamId,
        version,
        subject: streamId.replace(/^[a-z]+-/, ''),
        occurredAt: now,
        recordedAt: now,
        storeEpoch: 1,
        actor: `system:${context}`,
        correlationId: randomUUID(),
        causationId: randomUUID(),
        ...part,
      },
      events: events.map((event) => ({ schemaVersion: 1, ...event })),
    };
    await this.repeat(commit);
    return commit;
  }

  repeat(commit: PublishedCommit): Promise<void> {
    // A topic that was just made may have no leader yet.
    return retrying(() => this.publisher.publish([commit]), { signal: AbortSignal.timeout(20_000) });
  }

  /**
   * What a service has published about a complaint so far, in order of first appearance. Each commit once: a relay may
   * send again what it does not know to have arrived (invariant 6), but then exactly the same.
   */
  async heard(context: Context, subject: string, validate: EventCheck): Promise<PublishedCommit[]> {
    const commits = new Map<string, PublishedCommit>();
    for await (const { commit } of readTopic({ kafka: this.kafka, context, topicPrefix: this.prefix, validate })) {
      if (commit?.envelope.subject !== subject) continue;
      const first = commits.get(commit.envelope.commitId);
      if (first && !isDeepStrictEqual(first, commit))
        throw new Error(`${commit.envelope.streamId}@${String(commit.envelope.version)} was published twice, not alike`);
      commits.set(commit.envelope.commitId, commit);
    }
    return [...commits.values()];
  }

  /** Leaves nothing behind. */
  async close(): Promise<void> {
    await this.publisher.stop();
    const admin = this.kafka.admin();
    await admin.connect();
    await admin.deleteTopics({ topics: contexts.map((context) => topicName(context, this.prefix)) });
    await admin.disconnect();
  }
}
