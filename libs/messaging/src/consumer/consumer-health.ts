import type { ConsumerHealth } from '../commit-consumer';
import type { Assignment } from './assignment';
import type { Counters } from './counters';

/** Health of a consumer, with what is counted for metrics. */
export type KafkaConsumerHealth = ConsumerHealth & Readonly<Counters>;

/** What a consumer looks like now. A partition counts as paused while a call of it waits for a dependency or for room to park. */
export const healthOf = (
  groupId: string,
  running: boolean,
  assignment: Assignment,
  parkedKeys: number,
  counters: Counters,
): KafkaConsumerHealth => ({
  ...counters,
  groupId,
  running,
  lag: assignment.lag(),
  parkedKeys,
  pausedPartitions: assignment.all().filter((work) => work.waiting > 0).length,
});
