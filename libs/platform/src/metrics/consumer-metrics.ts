import type { KafkaConsumerHealth } from '@redress/messaging';
import type { Registry } from 'prom-client';
import { seconds, showFigures, type Figure, type HasHealth, type Observed } from './figures';
import { Probe } from './probe';

type Consumers = readonly HasHealth<KafkaConsumerHealth>[];

/** Counts what waits for an operator: a ParkingLot. */
interface CountsParked {
  count(group: string): Promise<number>;
}

const figures: readonly Figure<KafkaConsumerHealth>[] = [
  {
    name: 'redress_consumer_running',
    help: '1 while the consumer has its partitions',
    value: ({ running }) => Number(running),
  },
  {
    name: 'redress_consumer_handled_total',
    help: 'Commits handled, repeats included',
    value: ({ handled }) => handled,
  },
  {
    name: 'redress_consumer_refused_total',
    help: 'Commits to which a rule said no',
    value: ({ refused }) => refused,
  },
  {
    name: 'redress_consumer_parked_total',
    help: 'Messages parked by this process',
    value: ({ parked }) => parked,
  },
  {
    name: 'redress_consumer_retries_total',
    help: 'Calls that failed for now and were made again',
    value: ({ transientFaults }) => transientFaults,
  },
  {
    name: 'redress_consumer_gaps_total',
    help: 'Holes found in the versions of a stream',
    value: ({ gaps }) => gaps,
  },
  {
    name: 'redress_consumer_rebalances_total',
    help: 'Times the group gave this member its partitions',
    value: ({ rebalances }) => rebalances,
  },
  {
    name: 'redress_consumer_parked_keys',
    help: 'Keys that wait for an operator',
    value: ({ parkedKeys }) => parkedKeys,
  },
  {
    name: 'redress_consumer_paused_partitions',
    help: 'Partitions that wait for a dependency or for room to park',
    value: ({ pausedPartitions }) => pausedPartitions,
  },
  {
    name: 'redress_consumer_broker_silence_seconds',
    help: 'Time since Kafka last told how long the topics are, asked every 10 s',
    value: ({ brokerSilentMs }) => seconds(brokerSilentMs),
  },
  {
    name: 'redress_consumer_stalled_seconds',
    help: 'Time without progress although messages wait; at 60 s the process ends and is started again',
    value: ({ stalledMs }) => seconds(stalledMs),
  },
];

const itself = { value: (figure: number) => figure };

/** One sample for each entry of a record. */
const perEntry = (
  consumers: Consumers,
  label: string,
  entries: (health: KafkaConsumerHealth) => Readonly<Record<string, number>>,
): Observed<number>[] =>
  consumers
    .map((consumer) => consumer.health())
    .flatMap((health) =>
      Object.entries(entries(health)).map(
        ([name, figure]) => [{ group: health.groupId, [label]: name }, figure] as const,
      ),
    );

/** Shows the consumers of a process: how far behind, what is parked, what waits, what was tried again. */
export const measureConsumers = (registry: Registry, consumers: Consumers, parking: CountsParked): void => {
  const group = (health: KafkaConsumerHealth) => ({ group: health.groupId });
  const healths = () =>
    consumers.map((consumer) => consumer.health()).map((health) => [group(health), health] as const);
  showFigures(registry, ['group'], healths, figures);
  showFigures(registry, ['group', 'topic'], () => perEntry(consumers, 'topic', ({ lagByTopic }) => lagByTopic), [
    { name: 'redress_consumer_lag', help: 'Messages behind the end of a topic, of the own partitions', ...itself },
  ]);
  showFigures(registry, ['group', 'kind'], () => perEntry(consumers, 'kind', ({ alarms }) => alarms), [
    { name: 'redress_consumer_alarms_total', help: 'Alarms raised, by kind', ...itself },
  ]);
  const asked = consumers.map((consumer) => {
    const { groupId } = consumer.health();
    return [groupId, new Probe(() => parking.count(groupId))] as const;
  });
  const parked = () =>
    Promise.all(asked.map(async ([groupId, probe]) => [{ group: groupId }, await probe.value()] as const));
  showFigures(registry, ['group'], parked, [
    {
      name: 'redress_consumer_parked_messages',
      help: 'Messages that wait for an operator; absent without the database',
      ...itself,
    },
  ]);
};
