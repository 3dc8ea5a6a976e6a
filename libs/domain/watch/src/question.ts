import { happened, refuse } from '@redress/kernel';
import { awaitingComplainant } from '@redress/plan-rules';
import type { Course } from './course';
import type { Decided } from './decided';
import { hindrance } from './pause';
import { runOn } from './resuming';
import { settle } from './settle';
import { isAfter, type Watch } from './watch-state';
import type { DeadlinePaused, StageKind } from './watch-events';
import type { AwaitComplainant, HearComplainant } from './watch-commands';

/** The stages that cannot go on without an answer; what was done is evaluated anyway. */
const waiting: readonly StageKind[] = ['acceptance', 'investigation', 'resolutionPlan', 'feedback'];

/** The clocks that run stand from the question on, and run on by themselves when its time is over. */
export const awaitComplainant = ({ data }: AwaitComplainant, watch: Watch): Decided => {
  if (watch.status === 'unopened') return refuse('watch-not-open');
  const { complaintId, questionNo, askedAt: pausedAt, askedBy: pausedBy, answerBy: resumeAt } = data;
  const stopped = waiting.filter((kind) => hindrance(watch.deadlines[kind], pausedAt) === undefined);
  return happened(
    ...stopped.map((deadline): DeadlinePaused => ({
      type: 'DeadlinePaused',
      data: { complaintId, deadline, pausedAt, pausedBy, reason: awaitingComplainant, resumeAt, questionNo },
    })),
  );
};

/** The clocks that stood for this answer run on; one whose time was over before runs on from then. */
export const hearComplainant = ({ data }: HearComplainant, watch: Watch): Decided => {
  if (watch.status === 'unopened') return refuse('watch-not-open');
  const { complaintId, questionNo, answeredAt, answeredBy: resumedBy, at, rules } = data;
  if (!rules) return refuse('rules-missing');
  const resumed = waiting.reduce<Course>(
    (course, kind) => {
      const known = watch.deadlines[kind];
      if (known?.status !== 'paused' || known.questionNo !== questionNo) return course;
      const { resumeAt = answeredAt } = known;
      const resumedAt = isAfter(answeredAt, resumeAt) ? resumeAt : answeredAt;
      return runOn(course, kind, known, { complaintId, rules, resumedAt, resumedBy });
    },
    { watch, events: [] },
  );
  if (resumed.events.length === 0) return happened();
  return happened(...settle(resumed, { complaintId, at, rules }).events);
};
