import { chinaCalendar } from '@redress/calendar';
import { samplePlan } from '@redress/testing';
import { aftercareTimes } from './aftercare';
import type { PlanDocument } from './plan-document';

/** Wednesday before the National Day week of 2026, 10:00 in China. */
const told = '2026-09-30T02:00:00.000Z';
const plan = samplePlan as unknown as PlanDocument;

describe('the time after a result was told', () => {
  it('ends with the publication of what the plan wants public (R-106)', () => {
    expect(aftercareTimes(plan, chinaCalendar, told, { level: 'severe' })).toMatchObject({
      publishBy: '2026-10-13T09:30:00.000Z',
    });
    expect(aftercareTimes(plan, chinaCalendar, told, { level: 'general' })).not.toHaveProperty('publishBy');
  });

  it('is the usual one where the plan says nothing of it', () => {
    const { aftercare: _none, ...silent } = plan;
    expect(aftercareTimes(silent as PlanDocument, chinaCalendar, told)).toEqual({
      answerBy: '2026-10-15T09:30:00.000Z',
    });
  });

  it('is counted as the plan says, past the days off (R-068, R-070)', () =>
    expect(
      aftercareTimes(
        { ...plan, aftercare: { answerWithin: 'PT48H', reopenings: 1, callBackAfter: '1 workingDays' } },
        chinaCalendar,
        told,
      ),
    ).toEqual({ answerBy: '2026-10-02T02:00:00.000Z', callBackAt: '2026-10-08T09:30:00.000Z' }));
});
