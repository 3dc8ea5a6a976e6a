import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { assertPublishable, assertReadable } from '@redress/contracts';
import { databaseOf, openStoreConnection } from '@redress/event-store';
import type { CommitEnvelope, PublishedCommit, VersionedEvent } from '@redress/kernel';
import { createKafka, createPublisher, createTopics, readTopic, topicName } from '@redress/messaging';
import { internalToken, staffTokenAudience, staffTokenIssuer } from '@redress/platform';
import { SignJWT } from 'jose';
import { IntakeConfig } from '../config';
import { heardContexts } from '../consumers/hearing';
import { startIntake } from '../start-intake';

/** Where the backing services of a spec are, and the name nobody else uses. */
export interface Surroundings {
  readonly mongoUri: string;
  readonly redisUrl: string;
  readonly kafkaBrokers: readonly string[];
  readonly name: string;
}

const staffKeys = generateKeyPairSync('ed25519');
const internalSecret = 'the-internal-secret-of-the-intake-specs-only';

const configOf = ({ mongoUri, redisUrl, kafkaBrokers, name }: Surroundings): IntakeConfig =>
  Object.assign(new IntakeConfig(), {
    port: 0,
    jwtPublicKey: staffKeys.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    internalSecret,
    trackingSecret: 'the-tracking-secret-of-the-intake-specs-only',
    kek: Buffer.alloc(32, 7).toString('base64'),
    planningUrl: 'http://127.0.0.1:9',
    investigationUrl: 'http://127.0.0.1:9',
    intakeUrl: 'http://127.0.0.1:9',
    mongodbUri: mongoUri,
    redisUrl,
    kafkaBrokers: [...kafkaBrokers],
    topicPrefix: `${name.replaceAll('_', '-')}-`,
    dbPrefix: name,
    logLevel: 'silent',
  });

/** A staff token as the gateway signs it. */
export const staffToken = (roles: readonly string[], siteId = 'main'): Promise<string> =>
  new SignJWT({ siteId, roles, name: '陈' })
    .setProtectedHeader({ alg: 'EdDSA' })
    .setSubject('chen')
    .setIssuer(staffTokenIssuer)
    .setAudience(staffTokenAudience)
    .setIssuedAt()
    .setExpirationTime('10m')
    .sign(staffKeys.privateKey);

/** The token of another service. */
export const serviceToken = (): Promise<string> => internalToken(internalSecret, 'investigation');

/** An answer with its body. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/** Calls over real HTTP. */
export class Caller {
  constructor(private readonly url: string) {}

  async call(method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<Answer> {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const answer = await fetch(`${this.url}${path}`, { method, ...sent, headers: { ...type, ...headers } });
    const text = await answer.text();
    return {
      status: answer.status,
      headers: answer.headers,
      body: JSON.parse(text || '{}') as Record<string, unknown>,
    };
  }

  async as(roles: readonly string[], path: string, body?: object, more: Record<string, string> = {}): Promise<Answer> {
    return this.call('POST', path, body, { authorization: `Bearer ${await staffToken(roles)}`, ...more });
  }
}

/** An intake on a free port with a database and topics of its own. */
export interface IntakeUnderTest {
  readonly app: NestFastifyApplication;
  readonly caller: Caller;
  stop(): Promise<void>;
}

/** Starts intake, with other settings where a spec wants them. */
export const startIntakeUnderTest = async (
  surroundings: Surroundings,
  settings: Partial<IntakeConfig> = {},
): Promise<IntakeUnderTest> => {
  const app = await startIntake(Object.assign(configOf(surroundings), settings));
  return { app, caller: new Caller(await app.getUrl()), stop: () => app.close() };
};

/** The surroundings' own topics and database, from outside. */
export class Outside {
  private readonly prefix: string;
  private readonly kafka;

  constructor(private readonly surroundings: Surroundings) {
    this.prefix = `${surroundings.name.replaceAll('_', '-')}-`;
    this.kafka = createKafka({ brokers: surroundings.kafkaBrokers, clientId: 'intake-spec' });
  }

  createTopics(): Promise<void> {
    return createTopics(this.kafka, this.prefix, { contexts: heardContexts });
  }

  /** Publishes one event as planning would. */
  publishPlan(event: VersionedEvent, siteId = 'main'): Promise<void> {
    const [streamId, subject] = [`plan-${randomUUID()}`, randomBytes(8).toString('hex')];
    return this.publish(event, { siteId, context: 'planning', streamId, subject });
  }

  /** Publishes one event of a complaint's case as investigation would. */
  publishCase(complaintId: string, type: string, data: object, version = 1): Promise<void> {
    const of = { context: 'investigation', streamId: `case-${complaintId}`, subject: complaintId, version } as const;
    return this.publish({ type, schemaVersion: 1, data: { complaintId, ...data } }, of);
  }

  private async publish(
    event: VersionedEvent,
    of: Pick<CommitEnvelope, 'context' | 'streamId' | 'subject'> & { siteId?: string; version?: number },
  ): Promise<void> {
    const publisher = createPublisher({ kafka: this.kafka, validate: assertPublishable, topicPrefix: this.prefix });
    const now = new Date().toISOString();
    const envelope: CommitEnvelope = {
      commitId: randomUUID(),
      siteId: 'main',
      version: 1,
      ...of,
      occurredAt: now,
      recordedAt: now,
      storeEpoch: 1,
      actor: `system:${of.context}`,
      correlationId: randomUUID(),
      causationId: randomUUID(),
    };
    await publisher.publish([{ envelope, events: [event] }]);
    await publisher.stop();
  }

  /** Everything intake published so far, per key in order; a message that came twice counts once. */
  async published(): Promise<PublishedCommit[]> {
    const commits = new Map<string, PublishedCommit>();
    const from = { kafka: this.kafka, context: 'intake', topicPrefix: this.prefix, validate: assertReadable } as const;
    for await (const { commit } of readTopic(from)) if (commit) commits.set(commit.envelope.commitId, commit);
    return [...commits.values()];
  }

  /** All documents of all collections of intake's database, as text. */
  async storedText(): Promise<string> {
    return this.withDatabase(async (database) => {
      const names = (await database.listCollections().toArray()).map(({ name }) => name);
      const documents = await Promise.all(names.map((name) => database.collection(name).find().toArray()));
      return JSON.stringify(documents);
    });
  }

  /** Removes topics and database. */
  async clear(): Promise<void> {
    await this.withDatabase((database) => database.dropDatabase());
    const admin = this.kafka.admin();
    await admin.connect();
    await admin.deleteTopics({ topics: heardContexts.map((each) => topicName(each, this.prefix)) });
    await admin.disconnect();
  }

  private async withDatabase<T>(work: (database: ReturnType<typeof databaseOf>) => Promise<T>): Promise<T> {
    const { mongoUri, name } = this.surroundings;
    const connection = await openStoreConnection(mongoUri, `${name}_intake`);
    try {
      return await work(databaseOf(connection));
    } finally {
      await connection.close();
    }
  }
}

/** A plan in force since the beginning of 2026, as planning publishes it. */
export const planPublished = (document: object): VersionedEvent => ({
  type: 'PlanPublished',
  schemaVersion: 1,
  data: {
    planId: 'sample',
    planVersion: 1,
    effectiveFrom: '2026-01-01T00:00:00.000Z',
    publishedAt: '2026-01-01T00:00:00.000Z',
    publishedBy: 'staff:zhao',
    calendarRef: 'china-2026.1',
    document,
  },
});
