import { plusMs } from '@redress/calendar';
import { prolonged } from '@redress/plan-rules';
import { proceed, type Course } from './course';
import { ladderScheduled, plannedSteps } from './ladder';
import { isAfter, type Deadline, type LadderRun } from './watch-state';
import type { AnswerTimes, PlannedStep, StageKind } from './watch-events';
import type { WatchRules } from './watch-commands';

/** A clock that stands. */
export type Paused = Extract<Deadline, { status: 'paused' }>;

/** Milliseconds from one instant to another. */
const ms = (from: string, to: string): number => Date.parse(to) - Date.parse(from);

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
  readonly deadline: StageKind;
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

/** When a clock runs on, and who lets it. */
export interface Resumption {
  readonly complaintId: string;
  readonly rules: WatchRules;
  readonly resumedAt: string;
  readonly resumedBy: string;
}

/** Lets a clock that stands run on: due later by the time it stood, in working time where the limit counts days. */
export const runOn = (course: Course, deadline: StageKind, known: Paused, resumption: Resumption): Course => {
  const { complaintId, rules, resumedAt, resumedBy } = resumption;
  const pausedMs = Math.max(0, ms(known.pausedAt, resumedAt));
  const moved = prolonged(rules.plan, rules.calendar, known, pausedMs);
  const dueAt = isAfter(known.dueAt, moved.dueAt) ? known.dueAt : moved.dueAt;
  const revision = known.revision + 1;
  const run = course.watch.runs[deadline];
  const steps = movedSteps(rules, known, run, { deadline, resumedAt, dueAt });
  const { explanation } = moved;
  return proceed(
    course,
    { type: 'DeadlineResumed', data: { complaintId, deadline, revision, resumedAt, resumedBy, dueAt, explanation } },
    ladderScheduled(
      { complaintId, run: deadline, revision, scheduledAt: resumedAt, steps },
      movedAnswer(run, pausedMs),
    ),
  );
};
