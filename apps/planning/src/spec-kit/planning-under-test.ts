import { generateKeyPairSync } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Role } from '@redress/contracts';
import { openStoreConnection } from '@redress/event-store';
import { createKafka, topicName } from '@redress/messaging';
import { internalToken, staffTokenAudience, staffTokenIssuer } from '@redress/platform';
import { SignJWT } from 'jose';
import { PlanningConfig } from '../config';
import { startPlanning } from '../start-planning';

const secret = 'the-internal-secret-of-the-planning-specs-only';
const { privateKey, publicKey } = generateKeyPairSync('ed25519');

/** Where its backing services are, and the names that keep it apart. */
export interface Surroundings {
  readonly mongoUri: string;
  readonly kafkaBrokers: readonly string[];
  readonly redisUrl: string;
  readonly dbPrefix: string;
  readonly topicPrefix: string;
}

export interface PlanningUnderTest {
  readonly app: NestFastifyApplication;
  readonly url: string;
  readonly config: PlanningConfig;
  stop(): Promise<void>;
  /** Drops its database and its topic. */
  clean(): Promise<void>;
}

/** Planning on a free port. */
export const startPlanningUnderTest = async (surroundings: Surroundings): Promise<PlanningUnderTest> => {
  const { mongoUri, kafkaBrokers, redisUrl, dbPrefix, topicPrefix } = surroundings;
  const config = Object.assign(new PlanningConfig(), {
    port: 0,
    mongodbUri: mongoUri,
    kafkaBrokers: [...kafkaBrokers],
    redisUrl,
    dbPrefix,
    topicPrefix,
    internalSecret: secret,
    jwtPublicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    logLevel: 'silent',
  });
  const app = await startPlanning(config);
  return {
    app,
    config,
    url: await app.getUrl(),
    stop: () => app.close(),
    clean: async () => {
      const connection = await openStoreConnection(mongoUri, `${dbPrefix}_planning`);
      await connection.dropDatabase();
      await connection.close();
      const admin = createKafka({ brokers: kafkaBrokers, clientId: 'planning-spec' }).admin();
      await admin.connect();
      await admin.deleteTopics({ topics: [topicName('planning', topicPrefix)] }).catch(() => undefined);
      await admin.disconnect();
    },
  };
};

/** Headers of a staff member. */
export const asStaff = async (roles: readonly Role[], siteId = 'main'): Promise<Record<string, string>> => {
  const token = await new SignJWT({ siteId, roles: [...roles], name: '计划员' })
    .setProtectedHeader({ alg: 'EdDSA' })
    .setSubject('staff-1')
    .setIssuer(staffTokenIssuer)
    .setAudience(staffTokenAudience)
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(privateKey);
  return { authorization: `Bearer ${token}` };
};

/** Headers of another service. */
export const asService = async (): Promise<Record<string, string>> => ({
  authorization: `Bearer ${await internalToken(secret, 'cli')}`,
});

/** What fetches stream pages. */
export const streamPages = (url: string): { url: string; secret: string; service: string } => ({
  url,
  secret,
  service: 'projection',
});
