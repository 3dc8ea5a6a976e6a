import { reopenHeard, reopenRuns } from './reopened';
import { resumeHeard, resumed as resumedWatch } from './resumed';
import { roundOf, type Deadline, type Heard, type LadderRun, type OpenedWatch, type Watch } from './watch-state';
import type {
  DeadlineBreached,
  DeadlineCancelled,
  DeadlineMet,
  DeadlinePaused,
  DeadlineResumed,
  EscalationAcknowledged,
  EscalationRaised,
  HandlerRecorded,
  LadderScheduled,
  MilestoneRecorded,
  RunKey,
  SevereSignalled,
  StageKind,
  WatchClassified,
  WatchEvent,
  WatchOpened,
  WatchReopened,
  WatchResumed,
} from './watch-events';

type HeardEvent = MilestoneRecorded | WatchClassified | SevereSignalled | HandlerRecorded;
type StageEvent = DeadlineMet | DeadlineBreached | DeadlineCancelled | DeadlinePaused | DeadlineResumed;

const heardTypes: Readonly<Record<HeardEvent['type'], true>> = {
  MilestoneRecorded: true,
  WatchClassified: true,
  SevereSignalled: true,
  HandlerRecorded: true,
};

/** What is only heard, whether the watch is open or not. */
const hear = (heard: Heard, { type, data }: HeardEvent): Heard => {
  switch (type) {
    case 'MilestoneRecorded':
      return { ...heard, milestones: { ...heard.milestones, [data.milestone]: data.occurredAt } };
    case 'WatchClassified':
      return { ...heard, classified: data.classified };
    case 'SevereSignalled':
      return { ...heard, severeSince: data.signalledAt };
    case 'HandlerRecorded':
      return { ...heard, handler: { handlerId: data.handlerId, assignedAt: data.assignedAt } };
  }
};

const setDeadline = (watch: OpenedWatch, kind: StageKind, deadline: Deadline): OpenedWatch => ({
  ...watch,
  deadlines: { ...watch.deadlines, [kind]: deadline },
});

const changeDeadline = (watch: OpenedWatch, kind: StageKind, change: (deadline: Deadline) => Deadline): OpenedWatch => {
  const deadline = watch.deadlines[kind];
  return deadline ? setDeadline(watch, kind, change(deadline)) : watch;
};

const setRun = (watch: OpenedWatch, key: RunKey, run: LadderRun): OpenedWatch => ({
  ...watch,
  runs: { ...watch.runs, [key]: run },
});

const schedule = (watch: OpenedWatch, { run: key, revision, steps, waiting }: LadderScheduled['data']): OpenedWatch => {
  const run = watch.runs[key];
  if (!run) return setRun(watch, key, { revision, steps, next: 0, raised: [], acknowledged: [] });
  const moved = run.waiting && waiting ? { waiting: { ...run.waiting, ...waiting } } : {};
  return setRun(watch, key, { ...run, revision, steps, ...moved });
};

const raise = (watch: OpenedWatch, data: EscalationRaised['data']): OpenedWatch => {
  const run = watch.runs[data.run];
  if (!run) return watch;
  const { escalationId, n, step, acknowledgeBy, repeatAt } = data;
  const repeats = data.cause === 'repeat' ? (run.waiting?.repeats ?? 0) + 1 : 0;
  return setRun(watch, data.run, {
    ...run,
    next: Math.max(run.next, step + 1),
    raised: [...run.raised, step],
    waiting: { escalationId, n, step, repeats, ...(acknowledgeBy && { acknowledgeBy }), ...(repeatAt && { repeatAt }) },
  });
};

const acknowledge = (
  watch: OpenedWatch,
  { run: key, n, next, answered }: EscalationAcknowledged['data'],
): OpenedWatch => {
  const run = watch.runs[key];
  if (!run) return watch;
  const { waiting, ...rest } = run;
  const acknowledged = [...run.acknowledged, n];
  return setRun(watch, key, { ...rest, next, acknowledged, ...(!answered && waiting && { waiting }) });
};

const resumed = (deadline: Deadline, { revision, dueAt, explanation }: DeadlineResumed['data']): Deadline => ({
  status: 'running',
  startedAt: deadline.startedAt,
  round: deadline.round,
  revision,
  dueAt,
  explanation,
});

const paused = (deadline: Deadline, { pausedAt, resumeAt, questionNo }: DeadlinePaused['data']): Deadline => ({
  ...deadline,
  status: 'paused',
  pausedAt,
  ...(resumeAt !== undefined && { resumeAt }),
  ...(questionNo !== undefined && { questionNo }),
});

const changeStage = (watch: OpenedWatch, { type, data }: StageEvent): OpenedWatch => {
  switch (type) {
    case 'DeadlineMet':
      return changeDeadline(watch, data.deadline, (known) => ({ ...known, status: 'met' }));
    case 'DeadlineBreached':
      return changeDeadline(watch, data.deadline, (known) => ({ ...known, status: 'breached' }));
    case 'DeadlineCancelled':
      return changeDeadline(watch, data.deadline, (known) => ({ ...known, status: 'cancelled' }));
    case 'DeadlinePaused':
      return changeDeadline(watch, data.deadline, (known) => paused(known, data));
    case 'DeadlineResumed':
      return changeDeadline(watch, data.deadline, (known) => resumed(known, data));
  }
};

const inWatch = (
  watch: OpenedWatch,
  event: Exclude<WatchEvent, HeardEvent | WatchOpened | WatchReopened | WatchResumed>,
): OpenedWatch => {
  const { type, data } = event;
  switch (type) {
    case 'DeadlineStarted': {
      const { deadline, revision, startedAt, dueAt, explanation } = data;
      const round = roundOf(watch.heard, deadline);
      return setDeadline(watch, deadline, { status: 'running', round, revision, startedAt, dueAt, explanation });
    }
    case 'LadderScheduled':
      return schedule(watch, data);
    case 'EscalationRaised':
      return raise(watch, data);
    case 'EscalationAcknowledged':
      return acknowledge(watch, data);
    case 'EscalationHandedUp':
      return watch;
    case 'WatchClosed':
      return { ...watch, status: 'closed' };
    default:
      return changeStage(watch, event);
  }
};

const isHeard = (event: WatchEvent): event is HeardEvent => event.type in heardTypes;

const reopen = (watch: Watch, data: WatchReopened['data']): Watch => {
  const heard = reopenHeard(watch.heard, data);
  return watch.status === 'unopened'
    ? { ...watch, heard }
    : { ...watch, status: 'watching', heard, runs: reopenRuns(watch.runs, data.stage) };
};

/** The watch after one more event. */
export const evolve = (watch: Watch, event: WatchEvent): Watch => {
  if (isHeard(event)) return { ...watch, heard: hear(watch.heard, event) };
  if (event.type === 'WatchReopened') return reopen(watch, event.data);
  if (event.type === 'WatchResumed')
    return watch.status === 'unopened'
      ? { ...watch, heard: resumeHeard(watch.heard, event.data) }
      : resumedWatch(watch, event.data);
  if (event.type === 'WatchOpened')
    return { status: 'watching', planRef: event.data.planRef, heard: watch.heard, deadlines: {}, runs: {} };
  return watch.status === 'unopened' ? watch : inWatch(watch, event);
};
