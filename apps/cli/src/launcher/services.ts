import { access } from 'node:fs/promises';
import { join } from 'node:path';

import { freePort, loopback, repositoryRoot, type ServiceAddresses } from '@redress/backing-services';

import type { Secrets } from './secrets';

/** The services of Redress, in the order they are stopped in: first nobody writes any more, then nobody reads. */
export const serviceNames = [
  'gateway',
  'intake',
  'investigation',
  'planning',
  'escalation',
  'notification',
  'projection',
] as const;
export type ServiceName = (typeof serviceNames)[number];

/** The services that are stopped together. */
export const stopStages: readonly (readonly ServiceName[])[] = [
  ['gateway'],
  ['intake', 'investigation', 'planning'],
  ['escalation', 'notification'],
  ['projection'],
];

/** Where the services of a deployment listen. */
export type ServiceUrls = Readonly<Record<ServiceName, string>>;

/** What all services of a deployment have in common. */
export interface DeploymentFacts {
  readonly addresses: ServiceAddresses;
  readonly secrets: Secrets;
  readonly urls: ServiceUrls;
  /** Where mail is handed over. */
  readonly smtpUrl: string;
  readonly compileCacheDir: string;
  /** The launcher's own environment: settings in it (REDRESS_…, OTEL_…) reach the services. */
  readonly env: NodeJS.ProcessEnv;
}

/** Where the gateway is looked for by habit. */
const usualGatewayPort = 8080;

const gatewayPort = async (wished: number | undefined): Promise<number> => {
  const following = Array.from({ length: 20 }, (_, index) => usualGatewayPort + index);
  const port = await freePort(...(wished === undefined ? following : [wished]));
  if (wished === undefined || port === wished) return port;
  throw new Error(`port ${wished} is taken; choose another one with --port`);
};

/**
 * Free ports for all services; the gateway has the wished one, or 8080, or the next free one.
 * @throws when the wished one is taken.
 */
export const serviceUrls = async (wishedGatewayPort?: number): Promise<ServiceUrls> => {
  const at = (port: number): string => `http://${loopback}:${port}`;
  return {
    gateway: at(await gatewayPort(wishedGatewayPort)),
    intake: at(await freePort()),
    investigation: at(await freePort()),
    planning: at(await freePort()),
    escalation: at(await freePort()),
    notification: at(await freePort()),
    projection: at(await freePort()),
  };
};

/** The service's program; built beforehand. */
export const programOf = (name: ServiceName): string => join(repositoryRoot, 'apps', name, 'dist/main.js');

/** @throws when the services are not built, with how to do it. */
export const requireBuild = async (): Promise<void> => {
  try {
    await Promise.all(serviceNames.map((name) => access(programOf(name))));
  } catch {
    throw new Error('the services are not built: run `npm run build` first (`npm start` does it by itself)');
  }
};

/** What only one service may know. */
const ownSecrets = (name: ServiceName, { secrets, smtpUrl, env }: DeploymentFacts): NodeJS.ProcessEnv => {
  switch (name) {
    case 'gateway':
      return { REDRESS_JWT_PRIVATE_KEY: secrets.jwtPrivateKey };
    case 'intake':
      return { REDRESS_KEK_FILE: secrets.kekFile, REDRESS_TRACKING_SECRET: secrets.trackingSecret };
    case 'notification':
      return { SMTP_URL: smtpUrl, REDRESS_SMS_SECRET: env['REDRESS_SMS_SECRET'] };
    case 'investigation':
    case 'escalation':
    case 'planning':
    case 'projection':
      return {};
  }
};

const secretNames = [
  'REDRESS_JWT_PRIVATE_KEY',
  'REDRESS_KEK',
  'REDRESS_KEK_FILE',
  'REDRESS_TRACKING_SECRET',
  'REDRESS_SMS_SECRET',
  'SMTP_URL',
] as const;

const withoutSecrets = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !secretNames.some((secret) => secret === name)));

/** The whole environment a service is started with. */
export const environmentOf = (name: ServiceName, facts: DeploymentFacts): NodeJS.ProcessEnv => {
  const { addresses, secrets, urls, compileCacheDir, env } = facts;
  const { hostname, port } = new URL(urls[name]);
  const urlVariables = serviceNames.map((each) => [`REDRESS_${each.toUpperCase()}_URL`, urls[each]] as const);
  return {
    ...withoutSecrets(env),
    NODE_ENV: 'production',
    NODE_COMPILE_CACHE: compileCacheDir,
    HOST: hostname,
    PORT: port,
    KAFKA_BROKERS: addresses.kafkaBrokers,
    MONGODB_URI: addresses.mongoUri,
    REDIS_URL: addresses.redisUrl,
    REDRESS_JWT_PUBLIC_KEY: secrets.jwtPublicKey,
    REDRESS_INTERNAL_SECRET: secrets.internalSecret,
    ...Object.fromEntries(urlVariables),
    ...ownSecrets(name, facts),
  };
};
