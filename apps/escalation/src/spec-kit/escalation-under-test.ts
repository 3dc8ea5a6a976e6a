import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AffineClock } from '@redress/kernel';
import { internalToken, staffTokenAudience, staffTokenIssuer } from '@redress/platform';
import { SignJWT } from 'jose';
import { generateKeyPairSync } from 'node:crypto';
import { EscalationConfig } from '../config';
import { startEscalation } from '../start-escalation';

const keys = generateKeyPairSync('ed25519');
const secret = 'the-internal-secret-of-the-escalation-specs';

/** What a spec starts the service with. */
export interface UnderTestOptions {
  readonly mongoUri: string;
  readonly redisUrl: string;
  readonly kafkaBrokers: readonly string[];
  readonly dbPrefix: string;
  readonly topicPrefix: string;
  readonly clock: AffineClock;
}

/** An answer over HTTP. */
export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** The escalation service in this process, over real HTTP. */
export interface EscalationUnderTest {
  readonly app: NestFastifyApplication;
  /** POST as a member of staff. */
  post(path: string, body?: object, claims?: object): Promise<Answer>;
  /** GET as another service. */
  ask(path: string): Promise<Answer>;
}

const answerOf = async (response: Response): Promise<Answer> => ({
  status: response.status,
  body: (await response.json()) as Record<string, unknown>,
});

const staffToken = (claims: object): Promise<string> =>
  new SignJWT({ siteId: 'main', roles: ['dutyManager'], name: '李值班', ...claims })
    .setProtectedHeader({ alg: 'EdDSA' })
    .setSubject('li.wei')
    .setIssuer(staffTokenIssuer)
    .setAudience(staffTokenAudience)
    .setIssuedAt()
    .setExpirationTime('10m')
    .sign(keys.privateKey);

/** Starts it on a free port. */
export const startUnderTest = async (options: UnderTestOptions): Promise<EscalationUnderTest> => {
  const nobody = 'http://127.0.0.1:9';
  const config = Object.assign(new EscalationConfig(), {
    port: 0,
    jwtPublicKey: keys.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    internalSecret: secret,
    logLevel: 'silent',
    mongodbUri: options.mongoUri,
    redisUrl: options.redisUrl,
    kafkaBrokers: [...options.kafkaBrokers],
    dbPrefix: options.dbPrefix,
    topicPrefix: options.topicPrefix,
    clock: options.clock,
    intakeUrl: nobody,
    investigationUrl: nobody,
    notificationUrl: nobody,
    planningUrl: nobody,
  });
  const app = await startEscalation(config);
  const url = await app.getUrl();
  return {
    app,
    post: async (path, body, claims = {}) =>
      answerOf(
        await fetch(url + path, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${await staffToken(claims)}`,
            ...(body && { 'content-type': 'application/json' }),
          },
          ...(body && { body: JSON.stringify(body) }),
        }),
      ),
    ask: async (path) =>
      answerOf(
        await fetch(url + path, { headers: { authorization: `Bearer ${await internalToken(secret, 'projection')}` } }),
      ),
  };
};
