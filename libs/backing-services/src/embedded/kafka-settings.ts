import { loopback } from '../processes/ports';

/** The ports of a broker that is its own controller. */
export interface KafkaPorts {
  readonly broker: number;
  readonly controller: number;
}

/**
 * The `server.properties` of a single KRaft node. Paths are relative to the directory it is started in, because Java
 * reads this file as Latin-1. One node: every replication factor is 1 (pitfalls K2); offsets are kept for a year and
 * records for ever (K3); topics are made on purpose only (K11). Few partitions of the internal topics start faster.
 */
export const kafkaSettings = ({
  broker,
  controller,
}: KafkaPorts): Readonly<Record<string, string | number | boolean>> => ({
  'process.roles': 'broker,controller',
  'node.id': 1,
  'controller.quorum.voters': `1@${loopback}:${controller}`,
  listeners: `PLAINTEXT://${loopback}:${broker},CONTROLLER://${loopback}:${controller}`,
  'advertised.listeners': `PLAINTEXT://${loopback}:${broker}`,
  'controller.listener.names': 'CONTROLLER',
  'inter.broker.listener.name': 'PLAINTEXT',
  'log.dirs': 'data',
  'num.partitions': 12,
  // A broker that was killed may register again only when the session of its former self is over (default 9 s).
  'broker.session.timeout.ms': 3_000,
  'broker.heartbeat.interval.ms': 500,
  'default.replication.factor': 1,
  'min.insync.replicas': 1,
  'auto.create.topics.enable': false,
  'log.retention.ms': -1,
  'offsets.topic.replication.factor': 1,
  'offsets.topic.num.partitions': 4,
  'offsets.retention.minutes': 525_600,
  'transaction.state.log.replication.factor': 1,
  'transaction.state.log.min.isr': 1,
  'transaction.state.log.num.partitions': 4,
  'share.coordinator.state.topic.replication.factor': 1,
  'share.coordinator.state.topic.min.isr': 1,
  'share.coordinator.state.topic.num.partitions': 1,
  'group.initial.rebalance.delay.ms': 0,
  'log.cleaner.dedupe.buffer.size': 16_777_216,
  'num.network.threads': 2,
  'num.io.threads': 4,
});

/** The settings as a Java properties file. */
export const asProperties = (settings: Readonly<Record<string, string | number | boolean>>): string =>
  `${Object.entries(settings)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n')}\n`;
