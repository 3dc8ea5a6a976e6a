import { randomUUID } from 'node:crypto';
import { assertPublishable, assertReadable } from '@redress/contracts';
import { databaseOf, openStoreConnection } from '@redress/event-store';
import type { CommitEnvelope, Context, PublishedCommit, VersionedEvent } from '@redress/kernel';
import { createKafka, createPublisher, createTopics, readTopic, topicName } from '@redress/messaging';
import { topicPrefixOf, type Surroundings } from './investigation-under-test';

const contexts = ['intake', 'investigation', 'planning'] as const satisfies readonly Context[];

/** The other services as investigation sees them, and its database and topic from outside. */
export class Outside {
  private readonly prefix: string;
  private readonly kafka;
  private readonly publisher;

  constructor(private readonly surroundings: Omit<Surroundings, 'intakeUrl'>) {
    this.prefix = topicPrefixOf(surroundings.name);
    this.kafka = createKafka({ brokers: surroundings.kafkaBrokers, clientId: 'investigation-spec' });
    this.publisher = createPublisher({ kafka: this.kafka, validate: assertPublishable, topicPrefix: this.prefix });
  }

  createTopics(): Promise<void> {
    return createTopics(this.kafka, this.prefix, { contexts });
  }

  /** A commit as another service publishes it. */
  commit(
    at: Pick<CommitEnvelope, 'context' | 'streamId' | 'version' | 'subject'>,
    ...events: VersionedEvent[]
  ): PublishedCommit {
    const now = new Date().toISOString();
    const envelope: CommitEnvelope = {
      ...at,
      commitId: randomUUID(),
      siteId: 'main',
      occurredAt: now,
      recordedAt: now,
      storeEpoch: 1,
      actor: 'system:spec',
      correlationId: randomUUID(),
      causationId: randomUUID(),
    };
    return { envelope, events };
  }

  publish(...commits: PublishedCommit[]): Promise<void> {
    return this.publisher.publish(commits);
  }

  /** Everything investigation published about a complaint so far, in order; a message that came twice counts once. */
  async published(complaintId: string): Promise<PublishedCommit[]> {
    const commits = new Map<string, PublishedCommit>();
    const from = {
      kafka: this.kafka,
      context: 'investigation',
      topicPrefix: this.prefix,
      validate: assertReadable,
    } as const;
    for await (const { commit } of readTopic(from)) {
      if (commit?.envelope.subject === complaintId) commits.set(commit.envelope.commitId, commit);
    }
    return [...commits.values()];
  }

  /** All documents of all collections of investigation's database, as text. */
  async storedText(): Promise<string> {
    return this.withDatabase(async (database) => {
      const names = (await database.listCollections().toArray()).map(({ name }) => name);
      const documents = await Promise.all(names.map((name) => database.collection(name).find().toArray()));
      return JSON.stringify(documents);
    });
  }

  /** The version up to which investigation has learned of a complaint. */
  async knownVersion(complaintId: string): Promise<number | undefined> {
    return this.withDatabase(async (database) => {
      const known = await database
        .collection<{ complaintId: string; version: number }>('known_complaints')
        .findOne({ complaintId });
      return known?.version;
    });
  }

  /** Removes topics and database. */
  async clear(): Promise<void> {
    await this.publisher.stop();
    await this.withDatabase((database) => database.dropDatabase());
    const admin = this.kafka.admin();
    await admin.connect();
    await admin.deleteTopics({ topics: contexts.map((each) => topicName(each, this.prefix)) });
    await admin.disconnect();
  }

  /** Works on investigation's database. */
  async withDatabase<T>(work: (database: ReturnType<typeof databaseOf>) => Promise<T>): Promise<T> {
    const { mongoUri, name } = this.surroundings;
    const connection = await openStoreConnection(mongoUri, `${name}_investigation`);
    try {
      return await work(databaseOf(connection));
    } finally {
      await connection.close();
    }
  }
}
