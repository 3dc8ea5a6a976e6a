import { type HolidayCalendar, workingCalendar } from '@redress/calendar';
import { limitAfter, limitOf } from './limit';
import type { PlanDocument } from './plan-document';
import { selects, type Graded } from './selector';

/** What a plan says of the time after the result was told. */
export interface Aftercare {
  /** How long the complainant's own answer to the result counts. */
  readonly answerWithin: string;
  /** How often a complainant who is not satisfied has the case reopened. */
  readonly reopenings: number;
  /** How long after the result the complainant is called back; nobody is where it is not said. */
  readonly callBackAfter?: string;
}

/** What holds where a plan says nothing of it. */
export const usualAftercare: Aftercare = { answerWithin: '15 days', reopenings: 2 };

/** The moments after a result was told. */
export interface AftercareTimes {
  /** Until when the complainant's own answer counts, ISO-8601 UTC. */
  readonly answerBy: string;
  readonly callBackAt?: string;
  /** By when the result is made public; absent where the plan does not want it. */
  readonly publishBy?: string;
}

/**
 * When an answer still counts, when to call back and by when to publish, from the moment the result of a complaint so
 * graded was told. The plan must be valid.
 */
export const aftercareTimes = (
  plan: PlanDocument,
  calendar: HolidayCalendar,
  toldAt: string,
  graded: Graded = {},
): AftercareTimes => {
  const { answerWithin, callBackAfter } = plan.aftercare ?? usualAftercare;
  const { when, within: publishWithin } = plan.publicDisclosure;
  const working = workingCalendar(calendar, plan.calendar);
  const after = (within: string): string => limitAfter(working, toldAt, limitOf(within)).dueAt;
  return {
    answerBy: after(answerWithin),
    ...(callBackAfter !== undefined && { callBackAt: after(callBackAfter) }),
    ...(selects(plan, when, graded) && { publishBy: after(publishWithin) }),
  };
};
