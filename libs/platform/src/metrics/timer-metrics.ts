import type { Timers, TimersHealth } from '@redress/timers';
import type { Registry } from 'prom-client';
import { seconds, showFigures, type Figure } from './figures';
import { Probe } from './probe';

const figures: readonly Figure<TimersHealth>[] = [
  {
    name: 'redress_timers_armed',
    help: 'Near due times at the last sweep, all of them in Redis after it',
    value: ({ armed }) => armed,
  },
  {
    name: 'redress_timers_overdue',
    help: 'Due times past and not yet fired at the last sweep',
    value: ({ overdue }) => overdue,
  },
  {
    name: 'redress_timers_swept_age_seconds',
    help: 'Time since due times and Redis were last compared, every 30 s',
    value: ({ sweptAgoMs }) => seconds(sweptAgoMs),
  },
  {
    name: 'redress_timers_sweep_failing',
    help: '1 when the last comparison failed',
    value: ({ lastSweepError }) => Number(lastSweepError !== undefined),
  },
  {
    name: 'redress_timers_rearmed_total',
    help: 'Times everything was armed anew because Redis had lost it',
    value: ({ rearmed }) => rearmed,
  },
  {
    name: 'redress_timers_rearmed_age_seconds',
    help: 'Time since Redis was last found emptied; absent before the first time',
    value: ({ rearmedAgoMs }) => seconds(rearmedAgoMs),
  },
  {
    name: 'redress_timers_fired_total',
    help: 'Timers fired',
    value: ({ fired }) => fired,
  },
  {
    name: 'redress_timers_dropped_total',
    help: 'Alarms for what nobody waits for any more',
    value: ({ dropped }) => dropped,
  },
  {
    name: 'redress_timers_early_total',
    help: 'Alarms that rang before the time and were put back: the clock of the machine is fast',
    value: ({ early }) => early,
  },
  {
    name: 'redress_timers_retries_total',
    help: 'Timers whose effect failed for now',
    value: ({ retried }) => retried,
  },
  {
    name: 'redress_timers_failed_total',
    help: 'Timers whose effect failed for a reason that does not pass by itself',
    value: ({ failed }) => failed,
  },
];

/** Shows the alarm clock of a service: what is armed, what is late, and by how much. */
export const measureTimers = (registry: Registry, timers: Timers): void => {
  const overdue = new Probe(() => timers.oldestOverdueMs());
  showFigures(registry, [], () => [[{}, timers.health()] as const], figures);
  showFigures<number>(registry, [], async () => [[{}, await overdue.value()] as const], [
    {
      name: 'redress_timers_oldest_overdue_seconds',
      help: 'Real time by which the earliest open due time is past, whatever Redis says; absent without the database',
      value: (ms) => ms / 1_000,
    },
  ]);
};
