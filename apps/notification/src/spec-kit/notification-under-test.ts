import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AffineClock } from '@redress/kernel';
import { internalToken, staffTokenAudience, staffTokenIssuer } from '@redress/platform';
import { SignJWT } from 'jose';
import { generateKeyPairSync } from 'node:crypto';
import { NotificationConfig } from '../config';
import { startNotification } from '../start-notification';

const keys = generateKeyPairSync('ed25519');
const secret = 'the-internal-secret-of-the-notification-specs';

/** What a spec starts the service with. */
export interface UnderTestOptions {
  readonly mongoUri: string;
  readonly redisUrl: string;
  readonly kafkaBrokers: readonly string[];
  readonly dbPrefix: string;
  readonly topicPrefix: string;
  readonly clock: AffineClock;
  readonly intakeUrl: string;
  readonly smtpUrl: string;
  readonly robotOrigins?: string[];
  readonly smsUrl?: string;
  readonly smsSecret?: string;
  readonly smsSignature?: string;
}

/** An answer over HTTP. */
export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** Who calls: `service` another service, else a member of staff with these claims; `key` is the Idempotency-Key. */
export type Caller =
  | 'service'
  | {
      readonly sub?: string;
      readonly roles?: readonly string[];
      readonly siteId?: string;
      readonly key?: string;
    };

/** The notification service in this process, over real HTTP. */
export interface NotificationUnderTest {
  readonly app: NestFastifyApplication;
  post(path: string, body?: object, caller?: Caller): Promise<Answer>;
  get(path: string, caller?: Caller): Promise<Answer>;
}

const tokenOf = (caller: Caller): Promise<string> => {
  if (caller === 'service') return internalToken(secret, 'cli');
  const { sub = 'li.wei', key: _key, ...claims } = caller;
  return new SignJWT({ siteId: 'main', roles: ['dutyManager'], name: '李值班', ...claims })
    .setProtectedHeader({ alg: 'EdDSA' })
    .setSubject(sub)
    .setIssuer(staffTokenIssuer)
    .setAudience(staffTokenAudience)
    .setIssuedAt()
    .setExpirationTime('10m')
    .sign(keys.privateKey);
};

/** Starts it on a free port. */
export const startUnderTest = async (options: UnderTestOptions): Promise<NotificationUnderTest> => {
  const { mongoUri: mongodbUri, kafkaBrokers, ...rest } = options;
  const config = Object.assign(new NotificationConfig(), {
    port: 0,
    jwtPublicKey: keys.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    internalSecret: secret,
    logLevel: 'silent',
    mongodbUri,
    kafkaBrokers: [...kafkaBrokers],
    investigationUrl: 'http://127.0.0.1:9',
    escalationUrl: 'http://127.0.0.1:9',
    publicUrl: 'https://redress.example',
    mailFrom: 'Redress <redress@site.example>',
    ...rest,
  });
  const app = await startNotification(config);
  const url = await app.getUrl();
  const call = async (method: string, path: string, caller: Caller, body?: object): Promise<Answer> => {
    const headers = {
      authorization: `Bearer ${await tokenOf(caller)}`,
      ...(body && { 'content-type': 'application/json' }),
      ...(caller !== 'service' && caller.key && { 'idempotency-key': caller.key }),
    };
    const response = await fetch(url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  return {
    app,
    post: (path, body, caller = {}) => call('POST', path, caller, body),
    get: (path, caller = {}) => call('GET', path, caller),
  };
};
