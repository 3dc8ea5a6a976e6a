import type { ConsumerHealth } from '@redress/messaging';
import type { TailHealth } from '@redress/relay';
import { Gauge, type Registry } from 'prom-client';

/** Something that tells how it is. */
export interface HasHealth<T> {
  health(): T;
}

const gauge = (
  registry: Registry,
  name: string,
  help: string,
  label: string,
  values: () => readonly (readonly [string, number])[],
): void => {
  new Gauge({
    name,
    help,
    labelNames: [label],
    registers: [registry],
    collect() {
      this.reset();
      for (const [value, figure] of values()) this.set({ [label]: value }, figure);
    },
  });
};

/** Shows the tails of a store: who leads, how much was handled, and the alarm when the store had to be read again. */
export const measureTails = (registry: Registry, tails: readonly HasHealth<TailHealth>[]): void => {
  const each = (figure: (health: TailHealth) => number) => () =>
    tails.map((tail) => tail.health()).map((health) => [health.name, figure(health)] as const);
  gauge(
    registry,
    'redress_tail_leading',
    '1 where this process leads the tail',
    'tail',
    each(({ leading }) => Number(leading)),
  );
  gauge(
    registry,
    'redress_tail_handled',
    'Commits handed over since the start, repeats included',
    'tail',
    each(({ handled }) => handled),
  );
  gauge(
    registry,
    'redress_tail_republishes',
    'Times the store was read again (alarm)',
    'tail',
    each(({ republishes }) => republishes),
  );
};

/** Shows the consumers of a process: lag, parked keys and paused partitions. */
export const measureConsumers = (registry: Registry, consumers: readonly HasHealth<ConsumerHealth>[]): void => {
  const each = (figure: (health: ConsumerHealth) => number) => () =>
    consumers.map((consumer) => consumer.health()).map((health) => [health.groupId, figure(health)] as const);
  gauge(
    registry,
    'redress_consumer_running',
    '1 while the consumer runs',
    'group',
    each(({ running }) => Number(running)),
  );
  gauge(
    registry,
    'redress_consumer_lag',
    'Messages behind the end of the topics',
    'group',
    each(({ lag }) => lag),
  );
  gauge(
    registry,
    'redress_consumer_parked_keys',
    'Keys that wait for an operator',
    'group',
    each(({ parkedKeys }) => parkedKeys),
  );
  gauge(
    registry,
    'redress_consumer_paused_partitions',
    'Partitions that wait for a dependency',
    'group',
    each(({ pausedPartitions }) => pausedPartitions),
  );
};
