import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { assertPublishable, type Role } from '@redress/contracts';
import type { PublishedCommit } from '@redress/kernel';
import { createKafka, createPublisher, createTopics, topicName, type CommitPublisher } from '@redress/messaging';
import { internalToken, staffTokenAudience, staffTokenIssuer } from '@redress/platform';
import { SignJWT } from 'jose';
import type { Kafka } from 'kafkajs';
import { createConnection } from 'mongoose';
import { generateKeyPairSync } from 'node:crypto';
import { heard, ProjectionConfig } from '../config';
import { startProjection } from '../start-projection';
import { FakeOwners } from './fake-owners';

const staffKeys = generateKeyPairSync('ed25519');
const secret = 'a-secret-between-services-only-for-these-specs';

/** Where the real services of the specs are. */
export interface Backing {
  readonly kafkaBrokers: readonly string[];
  readonly mongoUri: string;
  readonly redisUrl: string;
}

/** An answer of the service. */
export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** An answer that is a file. */
export interface File {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}

/** The projection service over real Kafka and MongoDB, with the owners of streams and keys played by the spec. */
export class ProjectionUnderTest {
  readonly owners = new FakeOwners();
  private readonly apps: NestFastifyApplication[] = [];
  private url = '';

  private constructor(
    private readonly backing: Backing,
    private readonly prefix: string,
    private readonly kafka: Kafka,
    private readonly publisher: CommitPublisher,
  ) {}

  static async start(backing: Backing, prefix: string): Promise<ProjectionUnderTest> {
    const topicPrefix = `${prefix.replaceAll('_', '-')}-`;
    const kafka = createKafka({ brokers: backing.kafkaBrokers, clientId: 'spec' });
    await createTopics(kafka, topicPrefix, { contexts: heard });
    const publisher = createPublisher({ kafka, topicPrefix, validate: assertPublishable });
    const running = new ProjectionUnderTest(backing, prefix, kafka, publisher);
    await running.owners.start();
    running.url = await running.startApp();
    return running;
  }

  /** Another process of the service over the same topics, with a database of its own when asked. */
  async startApp(database = this.prefix): Promise<string> {
    const app = await startProjection(this.config(database));
    this.apps.push(app);
    return app.getUrl();
  }

  /** Ends the first process and starts it again. */
  async restart(): Promise<void> {
    await this.apps.shift()?.close();
    this.url = await this.startApp();
  }

  async stop(): Promise<void> {
    await Promise.all(this.apps.map((app) => app.close()));
    await this.publisher.stop();
    await this.owners.stop();
    const admin = this.kafka.admin();
    await admin.connect();
    await admin.deleteTopics({ topics: heard.map((context) => topicName(context, this.config('').topicPrefix)) });
    await admin.disconnect();
    for (const database of this.databases) await this.dropDatabase(database);
  }

  /** Publishes as the relays would, and remembers it as the stores would. */
  async publish(...commits: PublishedCommit[]): Promise<void> {
    this.owners.keep(commits);
    await this.publisher.publish(commits);
  }

  async get<T>(path: string, staff: StaffClaims = clerk, headers: Record<string, string> = {}): Promise<Answer<T>> {
    const authorization = { authorization: `Bearer ${await staffToken(staff)}` };
    return answerOf(await fetch(`${this.url}${path}`, { headers: { ...authorization, ...headers } }));
  }

  /** A file, byte for byte. */
  async download(path: string, staff: StaffClaims = clerk, headers: Record<string, string> = {}): Promise<File> {
    const authorization = { authorization: `Bearer ${await staffToken(staff)}` };
    const response = await fetch(`${this.url}${path}`, { headers: { ...authorization, ...headers } });
    return { status: response.status, headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) };
  }

  async post<T>(path: string, body: object, staff: StaffClaims = clerk): Promise<Answer<T>> {
    const headers = { authorization: `Bearer ${await staffToken(staff)}`, 'content-type': 'application/json' };
    return answerOf(await fetch(`${this.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) }));
  }

  /** All documents of all collections of the service's own database, as text. */
  async storedText(): Promise<string> {
    const connection = await createConnection(this.backing.mongoUri, {
      dbName: `${this.prefix}_projection`,
    }).asPromise();
    const collections = await connection.listCollections();
    const all = await Promise.all(collections.map(({ name }) => connection.collection(name).find().toArray()));
    await connection.close();
    return JSON.stringify(all);
  }

  async statusWithoutToken(path: string): Promise<number> {
    return (await fetch(`${this.url}${path}`)).status;
  }

  /** Opens the event stream. */
  async events(staff: StaffClaims, lastEventId?: string): Promise<Response> {
    const authorization = `Bearer ${await staffToken(staff)}`;
    const headers = { authorization, ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) };
    return fetch(`${this.url}/api/v1/events/stream`, { headers });
  }

  async internal<T>(method: 'GET' | 'POST', path: string, url = this.url): Promise<Answer<T>> {
    const authorization = `Bearer ${await internalToken(secret, 'cli')}`;
    return answerOf(await fetch(`${url}/internal/projection/${path}`, { method, headers: { authorization } }));
  }

  private readonly databases = new Set<string>();

  private config(database: string): ProjectionConfig {
    this.databases.add(database);
    const at = this.owners.url;
    return Object.assign(new ProjectionConfig(), {
      port: 0,
      jwtPublicKey: staffKeys.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      internalSecret: secret,
      logLevel: 'silent',
      mongodbUri: this.backing.mongoUri,
      redisUrl: this.backing.redisUrl,
      kafkaBrokers: [...this.backing.kafkaBrokers],
      dbPrefix: database,
      topicPrefix: `${this.prefix.replaceAll('_', '-')}-`,
      intakeUrl: at,
      investigationUrl: at,
      escalationUrl: at,
      notificationUrl: at,
      planningUrl: at,
    });
  }

  private async dropDatabase(database: string): Promise<void> {
    if (database === '') return;
    const connection = await createConnection(this.backing.mongoUri, { dbName: `${database}_projection` }).asPromise();
    await connection.dropDatabase();
    await connection.close();
  }
}

/** Who asks. */
export interface StaffClaims {
  readonly staffId: string;
  readonly siteId?: string;
  readonly roles: readonly Role[];
}

export const clerk: StaffClaims = { staffId: 'c1', roles: ['clerk'] };

const staffToken = ({ staffId, siteId = 'main', roles }: StaffClaims): Promise<string> =>
  new SignJWT({ siteId, roles, name: '王办' })
    .setProtectedHeader({ alg: 'EdDSA' })
    .setSubject(staffId)
    .setIssuer(staffTokenIssuer)
    .setAudience(staffTokenAudience)
    .setIssuedAt()
    .setExpirationTime('10m')
    .sign(staffKeys.privateKey);

const answerOf = async <T>(response: Response): Promise<Answer<T>> => {
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (text === '' ? undefined : JSON.parse(text)) as T,
  };
};
