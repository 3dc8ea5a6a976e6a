import { createServer } from 'node:net';

import { loopback } from '@redress/backing-services';

import {
  environmentOf,
  serviceNames,
  serviceUrls,
  stopStages,
  type DeploymentFacts,
  type ServiceName,
} from './services';

const facts = async (env: NodeJS.ProcessEnv = {}): Promise<DeploymentFacts> => ({
  addresses: { kafkaBrokers: '127.0.0.1:9092', mongoUri: 'mongodb://127.0.0.1', redisUrl: 'redis://127.0.0.1' },
  secrets: {
    jwtPrivateKey: 'PRIVATE',
    jwtPublicKey: 'PUBLIC',
    internalSecret: 'INTERNAL',
    trackingSecret: 'TRACKING',
    kekFile: '/kek',
  },
  urls: await serviceUrls(),
  smtpUrl: 'smtp://127.0.0.1:1025',
  compileCacheDir: '/cache',
  env,
});

describe('the environment of a service', () => {
  it('says where it listens, where the others do and where the backing services are', async () => {
    const { urls, ...rest } = await facts({ PATH: '/bin', REDRESS_LOG_LEVEL: 'debug' });
    const environment = environmentOf('escalation', { ...rest, urls });
    expect(environment).toMatchObject({
      PATH: '/bin',
      REDRESS_LOG_LEVEL: 'debug',
      HOST: loopback,
      PORT: new URL(urls.escalation).port,
      REDRESS_INTAKE_URL: urls.intake,
      REDRESS_PROJECTION_URL: urls.projection,
      KAFKA_BROKERS: '127.0.0.1:9092',
      MONGODB_URI: 'mongodb://127.0.0.1',
      REDIS_URL: 'redis://127.0.0.1',
      REDRESS_JWT_PUBLIC_KEY: 'PUBLIC',
      REDRESS_INTERNAL_SECRET: 'INTERNAL',
    });
  });

  it.each([
    ['REDRESS_JWT_PRIVATE_KEY', ['gateway']],
    ['REDRESS_KEK_FILE', ['intake']],
    ['REDRESS_TRACKING_SECRET', ['intake']],
    ['SMTP_URL', ['notification']],
    ['REDRESS_SMS_SECRET', ['notification']],
    ['REDRESS_KEK', []],
  ])('holds %s for %j alone, even when the launcher itself was given one', async (secret, owners) => {
    const given = await facts({ [secret]: 'of the launcher' });
    const holders = serviceNames.filter((name) => environmentOf(name, given)[secret] !== undefined);
    expect(holders).toEqual(owners);
  });
});

describe('the services', () => {
  it('are all stopped, those that write before those that react and those that read', () => {
    expect([...stopStages.flat()].sort()).toEqual([...serviceNames].sort());
    const stageOf = (name: ServiceName): number => stopStages.findIndex((stage) => stage.includes(name));
    expect(stageOf('gateway')).toBeLessThan(stageOf('intake'));
    expect(stageOf('intake')).toBeLessThan(stageOf('escalation'));
    expect(stageOf('escalation')).toBeLessThan(stageOf('projection'));
  });

  it('get a port each', async () => {
    expect(new Set(Object.values(await serviceUrls())).size).toBe(serviceNames.length);
  });

  it('refuse a wished port that is taken, and pass over a taken usual one', async () => {
    const taken = createServer();
    const { gateway: before } = await serviceUrls();
    await new Promise<void>((resolve) => taken.listen(Number(new URL(before).port), loopback, resolve));
    await expect(serviceUrls(Number(new URL(before).port))).rejects.toThrow('is taken; choose another one with --port');
    expect((await serviceUrls()).gateway).not.toBe(before);
    await new Promise((resolve) => taken.close(resolve));
  });
});
