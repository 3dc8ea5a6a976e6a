import type { ConsumerHealth } from '../commit-consumer';
import type { Assignment } from './assignment';
import type { Counters } from './counters';

/** Health of a consumer, with what is counted for metrics. */
export interface KafkaConsumerHealth extends ConsumerHealth, Readonly<Counters> {
  /** Messages behind, per topic with its prefix; a topic of which this member has no partition is absent. */
  readonly lagByTopic: Readonly<Record<string, number>>;
  /** Milliseconds since a broker last told how long the topics are, or since the consumer was made. */
  readonly brokerSilentMs: number;
  /** Milliseconds without progress although messages wait, as the watchdog saw it last; it ends the process (K14). */
  readonly stalledMs: number;
}

/** What a consumer is made of, as far as its health goes. */
interface Parts {
  readonly groupId: string;
  readonly running: boolean;
  readonly assignment: Assignment;
  readonly parkedKeys: number;
  readonly counters: Counters;
  readonly watchdog: { readonly stalledMs: number };
}

/** What a consumer looks like now. A partition counts as paused while a call of it waits for a dependency or for room to park. */
export const healthOf = ({ assignment, counters, watchdog, ...parts }: Parts): KafkaConsumerHealth => ({
  ...counters,
  ...parts,
  alarms: { ...counters.alarms },
  lag: assignment.lag(),
  brokerSilentMs: assignment.silentMs(),
  stalledMs: watchdog.stalledMs,
  lagByTopic: assignment.lagByTopic(),
  pausedPartitions: assignment.all().filter((work) => work.waiting > 0).length,
});
