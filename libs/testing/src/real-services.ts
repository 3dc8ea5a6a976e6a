import { randomBytes } from 'node:crypto';

/** Where the real backing services of a test run listen. */
export interface RealServices {
  readonly kafkaBrokers: readonly string[];
  readonly mongoUri: string;
  readonly redisUrl: string;
}

const demanded = (name: string): string => {
  const value = process.env[name];
  if (value) return value;
  throw new Error(
    `${name} is not set: this spec runs against real services. ` +
      'Run it through the root Jest config (its global set-up starts them), or set KAFKA_BROKERS, MONGODB_URI and REDIS_URL.',
  );
};

/**
 * The real Kafka, MongoDB (replica set) and Redis of this test run, from the environment.
 * @throws when an address is missing: such a spec fails, it never skips itself.
 */
export const realServices = (): RealServices => ({
  kafkaBrokers: demanded('KAFKA_BROKERS').split(','),
  mongoUri: demanded('MONGODB_URI'),
  redisUrl: demanded('REDIS_URL'),
});

/** A name nobody else uses, fit for a database, a topic, a group or a queue: `<prefix>_<12 hex digits>`. */
export const uniqueName = (prefix = 'test'): string => `${prefix}_${randomBytes(6).toString('hex')}`;
