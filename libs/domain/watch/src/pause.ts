import { plusMs } from '@redress/calendar';
import { happened, refuse } from '@redress/kernel';
import { prolonged } from '@redress/plan-rules';
import { proceed } from './course';
import { ladderScheduled, plannedSteps } from './ladder';
import { settle } from './settle';
import type { Decided } from './decided';
import { isAfter, type Deadline, type LadderRun, type Watch } from './watch-state';
import type { AnswerTimes, PlannedStep } from './watch-events';
import type { PauseDeadline, ResumeDeadline, WatchRules } from './watch-commands';

type Paused = Extract<Deadline, { status: 'paused' }>;

const ms = (from: string, to: string): number => Date.parse(to) - Date.parse(from);

/** Why a clock cannot be stopped, or undefined when it can. */
const hindrance = (known: Deadline | undefined, at: string): 'deadline-not-running' | 'deadline-passed' | undefined => {
  if (known?.status === 'breached') return 'deadline-passed';
  if (known?.status !== 'running') return 'deadline-not-running';
  return isAfter(at, known.dueAt) ? 'deadline-passed' : undefined;
};

/**
 * Stops a stage clock. Only before it has passed, so that a pause never hides a breach; at the due instant it may.
 * Only for a reason the plan lists.
 */
export const pause = ({ data }: PauseDeadline, watch: Watch): Decided => {
  const { complaintId, deadline, reason, pausedBy, at, rules } = data;
  if (watch.status === 'unopened') return refuse('watch-not-open');
  if (!rules) return refuse('rules-missing');
  const { pauseReasons } = rules.plan.deadlines;
  if (!pauseReasons.includes(reason)) return refuse('pause-reason-not-in-plan', { pauseReasons });
  const known = watch.deadlines[deadline];
  if (known?.status === 'paused') return happened();
  const hindered = hindrance(known, at);
  return hindered
    ? refuse(hindered, known && { dueAt: known.dueAt })
    : happened({ type: 'DeadlinePaused', data: { complaintId, deadline, pausedAt: at, pausedBy, reason } });
};

/** Where a share of the time that was left at the pause lies in the time that is left now; what was overdue stays so. */
const stretched = (moment: string, known: Paused, resumedAt: string, dueAt: string): string => {
  const left = ms(known.pausedAt, known.dueAt);
  const into = ms(known.pausedAt, moment);
  const scale = left > 0 && into > 0 ? ms(resumedAt, dueAt) / left : 1;
  return plusMs(resumedAt, Math.round(into * scale));
};

/** Steps before the due time keep their place in what is left of the clock; those from it on follow the new due time. */
const movedSteps = (rules: WatchRules, known: Paused, run: LadderRun | undefined, to: Moved): PlannedStep[] => {
  const { deadline, resumedAt, dueAt } = to;
  const anew = plannedSteps(rules, deadline, { startedAt: known.startedAt, dueAt });
  return anew.map((step, index) => {
    const before = run?.steps[index]?.at;
    return before !== undefined && isAfter(known.dueAt, before)
      ? { ...step, at: stretched(before, known, resumedAt, dueAt) }
      : step;
  });
};

interface Moved {
  readonly deadline: ResumeDeadline['data']['deadline'];
  readonly resumedAt: string;
  readonly dueAt: string;
}

/** Nobody had to answer while the clock stood still. */
const movedAnswer = (run: LadderRun | undefined, pausedMs: number): AnswerTimes => {
  const { acknowledgeBy, repeatAt } = run?.waiting ?? {};
  return {
    ...(acknowledgeBy && { acknowledgeBy: plusMs(acknowledgeBy, pausedMs) }),
    ...(repeatAt && { repeatAt: plusMs(repeatAt, pausedMs) }),
  };
};

/** Lets a stage clock run on: due later by the time it stood, in working time where the limit counts days. */
export const resume = ({ data }: ResumeDeadline, watch: Watch): Decided => {
  const { complaintId, deadline, resumedBy, at, rules } = data;
  if (watch.status === 'unopened') return refuse('watch-not-open');
  if (!rules) return refuse('rules-missing');
  const known = watch.deadlines[deadline];
  if (known?.status === 'running') return happened();
  if (known?.status !== 'paused') return refuse('deadline-not-running');
  const pausedMs = Math.max(0, ms(known.pausedAt, at));
  const moved = prolonged(rules.plan, rules.calendar, known, pausedMs);
  const dueAt = isAfter(known.dueAt, moved.dueAt) ? known.dueAt : moved.dueAt;
  const revision = known.revision + 1;
  const run = watch.runs[deadline];
  const steps = movedSteps(rules, known, run, { deadline, resumedAt: at, dueAt });
  const { explanation } = moved;
  const resumed = proceed(
    { watch, events: [] },
    {
      type: 'DeadlineResumed',
      data: { complaintId, deadline, revision, resumedAt: at, resumedBy, dueAt, explanation },
    },
    ladderScheduled({ complaintId, run: deadline, revision, scheduledAt: at, steps }, movedAnswer(run, pausedMs)),
  );
  return happened(...settle(resumed, { complaintId, at, rules }).events);
};
