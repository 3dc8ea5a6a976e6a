import { type HolidayCalendar, workingCalendar } from '@redress/calendar';
import { limitAfter, limitOf } from './limit';
import type { PlanDocument } from './plan-document';

/** What a plan says of questions to complainants. */
export interface Questions {
  /** How long a complainant has to answer; then the clocks run on by themselves. */
  readonly answerWithin: string;
  /** How many questions of a complaint stop its clocks; one more is asked while they run. */
  readonly pausing: number;
}

/** What holds where a plan says nothing of it. */
export const usualQuestions: Questions = { answerWithin: '5 days', pausing: 2 };

/** The reason for which clocks stand while a complainant is asked; only where the plan lists it. */
export const awaitingComplainant = 'awaitingComplainant';

/** Until when an answer is waited for, ISO-8601 UTC, from the moment of the question. The plan must be valid. */
export const questionAnswerBy = (plan: PlanDocument, calendar: HolidayCalendar, askedAt: string): string => {
  const { answerWithin } = plan.questions ?? usualQuestions;
  return limitAfter(workingCalendar(calendar, plan.calendar), askedAt, limitOf(answerWithin)).dueAt;
};

/** Whether a question stops the clocks, after so many that did. */
export const mayPause = ({ questions = usualQuestions, deadlines }: PlanDocument, paused: number): boolean =>
  deadlines.pauseReasons.includes(awaitingComplainant) && paused < questions.pausing;
