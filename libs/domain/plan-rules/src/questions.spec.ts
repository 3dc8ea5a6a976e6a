import { chinaCalendar } from '@redress/calendar';
import { samplePlan } from '@redress/testing';
import type { PlanDocument } from './plan-document';
import { mayPause, questionAnswerBy } from './questions';

/** Wednesday before the National Day week of 2026, 10:00 in China. */
const asked = '2026-09-30T02:00:00.000Z';
const plan = samplePlan as unknown as PlanDocument;
const { questions: _none, ...silent } = plan;

describe('a question to the complainant (R-014)', () => {
  it('is answered within the usual time where the plan says nothing of it, which ends with business', () =>
    expect(questionAnswerBy(silent as PlanDocument, chinaCalendar, asked)).toBe('2026-10-08T09:30:00.000Z'));

  it('is answered within what the plan says, past the days off', () =>
    expect(
      questionAnswerBy({ ...plan, questions: { answerWithin: '1 workingDays', pausing: 1 } }, chinaCalendar, asked),
    ).toBe('2026-10-08T09:30:00.000Z'));

  it('stops the clocks as often as the plan lets it, and never where the plan does not list the reason', () => {
    const once = { ...plan, questions: { answerWithin: 'PT48H', pausing: 1 } };
    expect([mayPause(once, 0), mayPause(once, 1)]).toEqual([true, false]);
    expect([mayPause(silent as PlanDocument, 1), mayPause(silent as PlanDocument, 2)]).toEqual([true, false]);
    const deadlines = { ...plan.deadlines, pauseReasons: ['awaitingExternalUnit'] };
    expect(mayPause({ ...once, deadlines }, 0)).toBe(false);
  });
});
