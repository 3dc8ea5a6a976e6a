import { deadline, deadlineKinds, prolonged, type Deadline as Computed } from '@redress/plan-rules';
import { proceed, type Course } from './course';
import { breach, fireDue } from './falling-due';
import { ladderScheduled, plannedSteps } from './ladder';
import { endingOf, isAfter, roundOf, type Deadline, type Heard, type OpenedWatch } from './watch-state';
import { metBy, type Ending, type Milestone, type StageKind } from './watch-events';
import type { WatchRules } from './watch-commands';

/** What settling a watch needs to know. */
export interface Now {
  readonly complaintId: string;
  readonly at: string;
  readonly rules: WatchRules;
}

/** The milestone each later deadline counts from; acceptance counts from the registration. */
const startedBy: { readonly [kind in StageKind]?: Milestone } = {
  investigation: 'accepted',
  resolutionPlan: 'investigationCompleted',
  feedback: 'resolutionPlanAdopted',
  outcomeEvaluation: 'feedbackGiven',
};

/**
 * How the complaint's end cancels a deadline. Closing a case says nothing of acceptance: that is intake's to answer. Nor
 * does it spare the evaluation: a case may be closed by a satisfied complainant before it.
 */
const endOf = (kind: StageKind, heard: Heard): { cause: Ending; at: string } | undefined => {
  const ending = endingOf(heard);
  const beyond = kind === 'acceptance' || kind === 'outcomeEvaluation';
  return beyond && ending?.cause === 'closed' ? undefined : ending;
};

/** Sets a deadline for the first time in its round, with its ladder unless it is over already. */
export const start = (course: Course, now: Now, kind: StageKind, startedAt: string, computed: Computed): Course => {
  const { complaintId, at, rules } = now;
  const { heard } = course.watch;
  const { dueAt, explanation } = computed;
  const revision = (course.watch.deadlines[kind]?.revision ?? 0) + 1;
  const started = proceed(course, {
    type: 'DeadlineStarted',
    data: { complaintId, deadline: kind, revision, startedAt, dueAt, explanation },
  });
  if (heard.milestones[metBy[kind]] !== undefined || endOf(kind, heard)) return started;
  const steps = plannedSteps(rules, kind, { startedAt, dueAt });
  return proceed(started, ladderScheduled({ complaintId, run: kind, revision, scheduledAt: at, steps }));
};

/** Where the clock of a stage starts: at its milestone, where the case was taken up again, or where a merge ended. */
const originOf = (kind: StageKind, { heard, deadlines }: OpenedWatch): string | undefined => {
  const { milestones, reopened, resumedAt } = heard;
  if (deadlines[kind]?.round === 0) return resumedAt;
  if (reopened?.stage === kind) return reopened.at;
  const origin = startedBy[kind];
  return origin && milestones[origin];
};

const startWhenHeard = (course: Course, now: Now, kind: StageKind): Course => {
  const { heard, deadlines } = course.watch;
  const startedAt = originOf(kind, course.watch);
  if (!startedAt || (deadlines[kind]?.round ?? 0) >= roundOf(heard, kind)) return course;
  const graded = heard.classified ?? {};
  return start(course, now, kind, startedAt, deadline(now.rules.plan, now.rules.calendar, kind, startedAt, graded));
};

/** A clock that ran past its due time before somebody noticed was breached, whatever comes next. */
export const noticeBreach = (course: Course, { complaintId, at }: Now, kind: StageKind, until: string): Course => {
  const known = course.watch.deadlines[kind];
  return known?.status === 'running' && isAfter(until, known.dueAt) ? breach(course, complaintId, kind, at) : course;
};

const meet = (course: Course, now: Now, kind: StageKind, known: Deadline, metAt: string): Course => {
  if (known.status === 'met') return course;
  const late = known.status !== 'paused' && isAfter(metAt, known.dueAt);
  return proceed(noticeBreach(course, now, kind, metAt), {
    type: 'DeadlineMet',
    data: { complaintId: now.complaintId, deadline: kind, metAt, late },
  });
};

const cancel = (course: Course, now: Now, kind: StageKind, known: Deadline): Course => {
  const end = endOf(kind, course.watch.heard);
  if (!end || known.status === 'met' || known.status === 'cancelled') return course;
  return proceed(noticeBreach(course, now, kind, end.at), {
    type: 'DeadlineCancelled',
    data: { complaintId: now.complaintId, deadline: kind, cancelledAt: end.at, cause: end.cause },
  });
};

/** What was promised is never moved back: a new classification may only bring a deadline forward. */
const bringForward = (course: Course, now: Now, kind: StageKind, known: Deadline): Course => {
  const { watch } = course;
  const { complaintId, at, rules } = now;
  if (known.status !== 'running' || !watch.heard.classified) return course;
  const anew = deadline(rules.plan, rules.calendar, kind, known.startedAt, watch.heard.classified);
  const { pausedMs } = known.explanation;
  const { dueAt, explanation } = pausedMs > 0 ? prolonged(rules.plan, rules.calendar, anew, pausedMs) : anew;
  if (!isAfter(known.dueAt, dueAt)) return course;
  const { startedAt } = known;
  const revision = known.revision + 1;
  const steps = plannedSteps(rules, kind, { startedAt, dueAt }).map((step) =>
    // A step cannot have been planned for a moment before anybody knew of it.
    step.at !== undefined && isAfter(at, step.at) ? { ...step, at } : step,
  );
  return proceed(
    course,
    { type: 'DeadlineStarted', data: { complaintId, deadline: kind, revision, startedAt, dueAt, explanation } },
    ladderScheduled({ complaintId, run: kind, revision, scheduledAt: at, steps }),
  );
};

const settleStage = (course: Course, now: Now, kind: StageKind): Course => {
  const started = startWhenHeard(course, now, kind);
  const known = started.watch.deadlines[kind];
  if (!known) return started;
  const metAt = started.watch.heard.milestones[metBy[kind]];
  if (metAt !== undefined) return meet(started, now, kind, known, metAt);
  return endOf(kind, started.watch.heard) ? cancel(started, now, kind, known) : bringForward(started, now, kind, known);
};

/** The severe ladder starts once, and its first call goes out in the same commit: it needs no clock. */
const settleSevere = (course: Course, { complaintId, at, rules }: Now): Course => {
  const { heard, runs } = course.watch;
  if (!heard.severeSince || runs.severe || endingOf(heard)) return course;
  const steps = plannedSteps(rules, 'severe', { startedAt: heard.severeSince });
  const scheduled = ladderScheduled({ complaintId, run: 'severe', revision: 1, scheduledAt: at, steps });
  return fireDue(proceed(course, scheduled), { complaintId, at }, 'severe');
};

const isOver = (watch: OpenedWatch): boolean =>
  watch.status === 'watching' &&
  endingOf(watch.heard) !== undefined &&
  Object.values(watch.deadlines).every(({ status }) => status === 'met' || status === 'cancelled');

/**
 * Brings the deadlines in line with all that was heard so far, in whatever order it came: a deadline whose origin is
 * known is started; it is met when its milestone is known, else cancelled when the complaint has ended, else open.
 * The same facts in any order lead to the same place (decisions.md 5).
 */
export const settle = (course: Course, now: Now): Course => {
  const stages = deadlineKinds.reduce((so, kind) => settleStage(so, now, kind), course);
  const settled = settleSevere(stages, now);
  if (!isOver(settled.watch)) return settled;
  return proceed(settled, { type: 'WatchClosed', data: { complaintId: now.complaintId, closedAt: now.at } });
};
