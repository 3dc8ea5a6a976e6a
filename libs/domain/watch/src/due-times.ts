import { topOf } from './ladder';
import { endingOf, type Deadline, type LadderRun, type OpenedWatch, type Watch } from './watch-state';
import type { RunKey, StageKind } from './watch-events';

/** What rings: a pause ends, a deadline passes, a step's moment comes, an answer is overdue, an escalation is said again. */
export type Alarm = 'resume' | 'due' | 'step' | 'ack' | 'repeat';

/** One thing a watch waits for; the shape the timers keep, and what it is about. */
export interface WatchTimer {
  /** Unique within the watch: `acceptance-due`, `acceptance-step2`, `severe-ack3`. */
  readonly kind: string;
  /** Rises when the due time changes. */
  readonly revision: number;
  /** ISO-8601 UTC. */
  readonly dueAt: string;
  readonly run: RunKey;
  readonly alarm: Alarm;
  /** The step that fires; for `ack` and `repeat` the one that waits. */
  readonly step: number;
}

const alarmOrder: readonly Alarm[] = ['resume', 'due', 'step', 'ack', 'repeat'];

const ladderTimers = (key: RunKey, run: LadderRun): WatchTimer[] => {
  const { revision, waiting } = run;
  const steps = run.steps.flatMap(({ at }, step): WatchTimer[] =>
    at !== undefined && step >= run.next
      ? [{ kind: `${key}-step${step}`, revision, dueAt: at, run: key, alarm: 'step', step }]
      : [],
  );
  if (!waiting) return steps;
  const { n, step, acknowledgeBy, repeatAt } = waiting;
  const about = { revision, run: key, step };
  return [
    ...steps,
    ...(acknowledgeBy && step < topOf(run)
      ? [{ ...about, kind: `${key}-ack${n}`, dueAt: acknowledgeBy, alarm: 'ack' as const }]
      : []),
    ...(repeatAt ? [{ ...about, kind: `${key}-repeat${n}`, dueAt: repeatAt, alarm: 'repeat' as const }] : []),
  ];
};

/** While a clock stands nothing of it rings but the end of the pause, where one was given. */
const pauseTimers = (run: StageKind, { revision, resumeAt }: Extract<Deadline, { status: 'paused' }>): WatchTimer[] =>
  resumeAt === undefined ? [] : [{ kind: `${run}-resume`, revision, dueAt: resumeAt, run, alarm: 'resume', step: -1 }];

const deadlineTimers = (watch: OpenedWatch, kind: StageKind): WatchTimer[] => {
  const deadline = watch.deadlines[kind];
  if (deadline?.status === 'paused') return pauseTimers(kind, deadline);
  if (deadline?.status !== 'running' && deadline?.status !== 'breached') return [];
  const { revision, dueAt } = deadline;
  const due: WatchTimer[] =
    deadline.status === 'running' ? [{ kind: `${kind}-due`, revision, dueAt, run: kind, alarm: 'due', step: -1 }] : [];
  const run = watch.runs[kind];
  return run ? [...due, ...ladderTimers(kind, run)] : due;
};

const byTime = (one: WatchTimer, other: WatchTimer): number =>
  Date.parse(one.dueAt) - Date.parse(other.dueAt) ||
  alarmOrder.indexOf(one.alarm) - alarmOrder.indexOf(other.alarm) ||
  one.step - other.step ||
  (one.kind < other.kind ? -1 : 1);

/** Everything an opened watch waits for, in the order in which it happens. */
export const timersOf = (watch: OpenedWatch): readonly WatchTimer[] => {
  if (watch.status === 'closed') return [];
  const stages = Object.keys(watch.deadlines) as StageKind[];
  const severe = endingOf(watch.heard) ? undefined : watch.runs.severe;
  return [
    ...stages.flatMap((kind) => deadlineTimers(watch, kind)),
    ...(severe ? ladderTimers('severe', severe) : []),
  ].sort(byTime);
};

/**
 * What a watch waits for: derived from its events alone, complete, in order of time. Whoever keeps the alarm clocks
 * replaces the old list by this one (invariants 12, 13).
 */
export const dueTimes = (watch: Watch): readonly Pick<WatchTimer, 'kind' | 'revision' | 'dueAt'>[] =>
  watch.status === 'unopened' ? [] : timersOf(watch).map(({ kind, revision, dueAt }) => ({ kind, revision, dueAt }));
