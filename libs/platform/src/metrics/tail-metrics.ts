import type { PublisherHealth } from '@redress/messaging';
import type { Tail, TailHealth, TailProgress } from '@redress/relay';
import type { Registry } from 'prom-client';
import { seconds, showFigures, type Figure, type HasHealth } from './figures';
import { Probe } from './probe';

/** Real time, milliseconds since 1970: the event store's `DatabaseTime`. */
interface RealTime {
  now(): number;
}

const healthFigures: readonly Figure<TailHealth>[] = [
  {
    name: 'redress_tail_leading',
    help: '1 where this process leads the tail of the store',
    value: ({ leading }) => Number(leading),
  },
  {
    name: 'redress_tail_handled_total',
    help: 'Commits handed over, repeats included',
    value: ({ handled }) => handled,
  },
  {
    name: 'redress_tail_failures_total',
    help: 'Handovers that failed and were tried again',
    value: ({ failures }) => failures,
  },
  {
    name: 'redress_tail_fenced_total',
    help: 'Checkpoints refused because another process leads by now',
    value: ({ fenced }) => fenced,
  },
  {
    name: 'redress_tail_fenced_age_seconds',
    help: 'Time since a checkpoint was last refused; absent before the first time',
    value: ({ fencedAgoMs }) => seconds(fencedAgoMs),
  },
  {
    name: 'redress_tail_republishes_total',
    help: 'Times the place in the change stream was lost and the store read again',
    value: ({ republishes }) => republishes,
  },
  {
    name: 'redress_tail_position_lost_age_seconds',
    help: 'Time since the place in the change stream was last lost; absent before the first time',
    value: ({ positionLostAgoMs }) => seconds(positionLostAgoMs),
  },
];

const ageOf = (time: RealTime, at: number | undefined, otherwise?: number): number | undefined =>
  at === undefined ? otherwise : Math.max(0, time.now() - at) / 1_000;

const progressFigures = (time: RealTime): readonly Figure<TailProgress>[] => [
  {
    name: 'redress_tail_lag_seconds',
    help: 'How long the oldest stored commit waits to be handed over, whoever leads; absent without the database',
    value: ({ waitingSince }) => ageOf(time, waitingSince === undefined ? undefined : Date.parse(waitingSince), 0),
  },
  {
    name: 'redress_tail_checkpoint_age_seconds',
    help: 'Time since the place was last saved, every 5 s even when idle; absent without the database',
    value: ({ savedAt }) => ageOf(time, savedAt?.getTime()),
  },
];

/** Shows the tails of a store: who leads, how far behind it is, and the alarm when the store had to be read again. */
export const measureTails = (registry: Registry, tails: readonly Tail[], time: RealTime): void => {
  const name = (tail: Tail) => ({ tail: tail.health().name });
  const asked = tails.map((tail) => [tail, new Probe(() => tail.progress())] as const);
  showFigures(registry, ['tail'], () => tails.map((tail) => [name(tail), tail.health()] as const), healthFigures);
  const progress = () => Promise.all(asked.map(async ([tail, probe]) => [name(tail), await probe.value()] as const));
  showFigures(registry, ['tail'], progress, progressFigures(time));
};

/** Shows what goes to Kafka. */
export const measurePublisher = (registry: Registry, publisher: HasHealth<PublisherHealth>): void =>
  showFigures<PublisherHealth>(registry, [], () => [[{}, publisher.health()]], [
    {
      name: 'redress_publisher_commits_total',
      help: 'Commits that Kafka acknowledged, repeats included',
      value: ({ published }) => published,
    },
    {
      name: 'redress_publisher_failures_total',
      help: 'Sends to Kafka that failed and were made again',
      value: ({ failures }) => failures,
    },
    {
      name: 'redress_publisher_topic_restarts_total',
      help: 'Times the log of a topic was found to begin anew: messages are lost',
      value: ({ topicRestarts }) => topicRestarts,
    },
    {
      name: 'redress_publisher_topic_restart_age_seconds',
      help: 'Time since the log of a topic was last found to begin anew; absent before the first time',
      value: ({ topicRestartAgoMs }) => seconds(topicRestartAgoMs),
    },
  ]);
