import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { openStoreConnection } from '@redress/event-store';
import { internalToken } from '@redress/platform';
import { GatewayConfig } from '../config';
import { startGateway } from '../start-gateway';

/** A request as a service behind the gateway got it. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What a service behind the gateway does with a request. */
export type Behaviour = (request: Received, response: ServerResponse) => void;

const readAll = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
};

/** One HTTP server that stands for every service; by default it answers with what it received. */
export const startService = async (
  behave: Behaviour,
): Promise<{ url: string; received: Received[]; stop: () => Promise<void> }> => {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void readAll(request).then((body) => {
      const seen: Received = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
      received.push(seen);
      behave(seen, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received, stop };
};

/** Answers with what was received. */
export const echo: Behaviour = (request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(request));
};

const secret = 'the-internal-secret-of-the-gateway-specs-only';

export interface GatewayUnderTest {
  readonly app: NestFastifyApplication;
  readonly url: string;
  readonly config: GatewayConfig;
  /** The headers of a call from another service. */
  asService(): Promise<Record<string, string>>;
  /** Stops it and drops its database. */
  stop(): Promise<void>;
}

/** Where its backing services are, and how its database is called. */
export interface Surroundings {
  readonly mongoUri: string;
  readonly redisUrl: string;
  readonly dbPrefix: string;
}

/** A gateway on a free port with a database of its own. */
export const startGatewayUnderTest = async (
  { mongoUri, redisUrl, dbPrefix }: Surroundings,
  settings: Partial<GatewayConfig> & { serviceUrl?: string; upstreamMs?: number } = {},
): Promise<GatewayUnderTest> => {
  const { serviceUrl = 'http://127.0.0.1:9', upstreamMs, ...rest } = settings;
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const config = Object.assign(new GatewayConfig(), {
    port: 0,
    mongodbUri: mongoUri,
    redisUrl,
    dbPrefix,
    internalSecret: secret,
    jwtPrivateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    jwtPublicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    logLevel: 'silent',
    intakeUrl: serviceUrl,
    investigationUrl: serviceUrl,
    escalationUrl: serviceUrl,
    notificationUrl: serviceUrl,
    planningUrl: serviceUrl,
    projectionUrl: serviceUrl,
    ...rest,
  });
  const app = await startGateway(config, upstreamMs);
  return {
    app,
    config,
    url: await app.getUrl(),
    asService: async () => ({ authorization: `Bearer ${await internalToken(secret, 'cli')}` }),
    stop: async () => {
      await app.close();
      const connection = await openStoreConnection(mongoUri, `${dbPrefix}_gateway`);
      await connection.dropDatabase();
      await connection.close();
    },
  };
};
