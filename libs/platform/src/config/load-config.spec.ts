import { sampleConfig, sampleSecret } from '../spec-kit/sample-service';
import { ConfigInvalid, loadConfig } from './load-config';
import { BackedServiceConfig } from './service-config';

const good = {
  PORT: '3001',
  REDRESS_JWT_PUBLIC_KEY: sampleConfig().jwtPublicKey.replaceAll('\n', '\\n'),
  REDRESS_INTERNAL_SECRET: sampleSecret,
  MONGODB_URI: 'mongodb://127.0.0.1:27017/?directConnection=true',
  KAFKA_BROKERS: '127.0.0.1:9092, b:9093',
  REDIS_URL: 'redis://127.0.0.1:6379',
};

const problemsOf = (env: NodeJS.ProcessEnv): readonly string[] => {
  try {
    loadConfig(BackedServiceConfig, env);
    return [];
  } catch (error) {
    if (error instanceof ConfigInvalid) return error.problems;
    throw error;
  }
};

describe('loadConfig', () => {
  it('parses the environment into types and keeps defaults', () => {
    const config = loadConfig(BackedServiceConfig, { ...good, REDRESS_SITE_ID: '' });
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 3001,
      siteId: 'main',
      topicPrefix: '',
      dbPrefix: 'redress',
      kafkaBrokers: ['127.0.0.1:9092', 'b:9093'],
      jwtPublicKey: sampleConfig().jwtPublicKey,
    });
    expect(config.clock).toBeUndefined();
  });

  it('reads the affine clock', () => {
    const clock = { realStart: '2026-12-01T00:00:00.000Z', simStart: '2026-12-01T00:00:00.000Z', speed: 720 };
    expect(loadConfig(BackedServiceConfig, { ...good, REDRESS_CLOCK: JSON.stringify(clock) }).clock).toEqual(clock);
  });

  it('names every wrong variable at once and shows no value', () => {
    const problems = problemsOf({
      ...good,
      PORT: '70000',
      REDIS_URL: 'http://user:hunter2@x',
      REDRESS_INTERNAL_SECRET: 'short',
      MONGODB_URI: '',
    });
    expect(problems.map((problem) => problem.split(':')[0]).sort()).toEqual([
      'MONGODB_URI',
      'PORT',
      'REDIS_URL',
      'REDRESS_INTERNAL_SECRET',
    ]);
    expect(problems.join()).not.toMatch(/hunter2|short/);
  });

  it.each([
    [{ PORT: 'abc' }, 'PORT: must be a number'],
    [{ REDRESS_CLOCK: '{' }, 'REDRESS_CLOCK: must be JSON'],
    [{ REDRESS_CLOCK: '{"realStart":"x","simStart":"2026-12-01T00:00:00Z","speed":0}' }, 'REDRESS_CLOCK: realStart'],
    [{ KAFKA_BROKERS: 'nowhere' }, 'KAFKA_BROKERS: must be host:port'],
    [{ KAFKA_BROKERS: ',' }, 'KAFKA_BROKERS: '],
    [{ REDRESS_JWT_PUBLIC_KEY: 'x' }, 'REDRESS_JWT_PUBLIC_KEY: must be a SPKI PEM'],
  ])('says what is wrong with %j', (wrong, message) => {
    expect(problemsOf({ ...good, ...wrong })).toEqual([expect.stringContaining(message)]);
  });
});
