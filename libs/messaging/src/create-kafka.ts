import './kafkajs-encoder-fix';
import './kafkajs-idle-fix';
import './kafkajs-offset-policy';
import { Kafka, logLevel, type LogEntry } from 'kafkajs';
import { silentLog, type Log } from './log';

export interface KafkaOptions {
  /** `host:port` of the brokers to ask first. */
  readonly brokers: readonly string[];
  /** Names the process in the broker's logs: `redress-<service>`. */
  readonly clientId: string;
  readonly logger?: Log;
}

/** Known and answered: our order rests on a new producer after every failed send, not on endless retries (K8). */
const expected = /Limiting retries for the idempotent producer/;

const fieldsOf = ({ namespace, log }: LogEntry): object => {
  const { groupId, topic, partition, broker, error, retryCount } = log as Record<string, unknown>;
  return { kafka: namespace, groupId, topic, partition, broker, error, retryCount };
};

/** Where kafkajs says about ten times a second that a broker is away; who needs the broker says it once. */
const chatty = new Set(['Connection', 'BrokerPool']);

/** kafkajs' own lines, one level lower than it thinks: a broker that is away is our warning, not our error. */
const logCreator = (log: Log) => () => (entry: LogEntry): void => {
  if (expected.test(entry.log.message)) return;
  if (entry.level <= logLevel.WARN && !chatty.has(entry.namespace)) log.warn(fieldsOf(entry), entry.log.message);
  else log.debug(fieldsOf(entry), entry.log.message);
};

/**
 * The Kafka client of a process, with every timeout explicit: connect 3 s, request 15 s, backoff 100 ms to 3 s with
 * jitter, so that a broker that returns is used again within seconds. Nothing is connected yet.
 */
export const createKafka = ({ brokers, clientId, logger = silentLog }: KafkaOptions): Kafka =>
  new Kafka({
    brokers: [...brokers],
    clientId,
    connectionTimeout: 3_000,
    requestTimeout: 15_000,
    enforceRequestTimeout: true,
    retry: { initialRetryTime: 100, maxRetryTime: 3_000, factor: 0.3, multiplier: 2, retries: 5 },
    logLevel: logLevel.INFO,
    logCreator: logCreator(logger),
  });
