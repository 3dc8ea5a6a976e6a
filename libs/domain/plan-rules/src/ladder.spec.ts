import { chinaCalendar } from '@redress/calendar';
import { samplePlan } from '@redress/testing';
import { parseStepAt, type PlanDocument, stepTimes } from './index';

const plan: PlanDocument = samplePlan;

const local = (text: string): string => new Date(`${text}:00+08:00`).toISOString();

describe('the moment of a step', () => {
  it.each([
    ['immediately', { kind: 'after' }],
    ['PT10M', { kind: 'after', limit: { unit: 'ms', ms: 600_000 } }],
    ['1 workingDays', { kind: 'after', limit: { unit: 'workingDays', n: 1 } }],
    ['50%', { kind: 'share', percent: 50 }],
    ['99.5%', { kind: 'share', percent: 99.5 }],
    ['due', { kind: 'due' }],
    ['due+PT4H', { kind: 'due', limit: { unit: 'ms', ms: 14_400_000 } }],
    ['due+1 workingDays', { kind: 'due', limit: { unit: 'workingDays', n: 1 } }],
  ])('%s', (text, at) => expect(parseStepAt(text)).toEqual(at));

  it.each(['', '0%', '100%', '150%', 'half', 'due-PT1H', 'due+', 'due + PT1H', 'at once', '-5%'])(
    '%p is none',
    (text) => {
      expect(parseStepAt(text)).toBeUndefined();
    },
  );
});

describe('a ladder', () => {
  it('has its moments along the time to the deadline and after it', () => {
    const span = { startedAt: local('2026-09-21T09:00'), dueAt: local('2026-09-24T17:00') };
    expect(stepTimes(plan, chinaCalendar, 'default', span)).toEqual([
      { step: 0, at: local('2026-09-23T01:00'), tell: ['handler'] },
      { step: 1, at: local('2026-09-24T01:00'), tell: ['handler', 'teamLead'] },
      { step: 2, at: local('2026-09-24T17:00'), tell: ['dutyManager'], acknowledgeWithinMs: 1_800_000 },
      {
        step: 3,
        at: local('2026-09-24T21:00'),
        tell: ['siteDirector'],
        acknowledgeWithinMs: 3_600_000,
        repeatMs: 3_600_000,
      },
      // The next working day after Thursday: Friday to Sunday are the Mid-autumn holiday.
      { step: 4, at: local('2026-09-28T17:30'), tell: ['headquarters'] },
    ]);
  });

  it('runs from its start where there is no deadline', () => {
    expect(stepTimes(plan, chinaCalendar, 'severe', { startedAt: local('2026-09-21T09:00') })).toEqual([
      { step: 0, at: local('2026-09-21T09:00'), tell: ['dutyManager'], acknowledgeWithinMs: 600_000 },
      { step: 1, at: local('2026-09-21T09:10'), tell: ['headquarters'], repeatMs: 600_000 },
    ]);
  });

  it('puts shares at the start when the deadline is over already', () => {
    const span = { startedAt: local('2026-09-21T09:00'), dueAt: local('2026-09-21T08:00') };
    expect(stepTimes(plan, chinaCalendar, 'default', span)[0]?.at).toBe(span.startedAt);
    expect(stepTimes(plan, chinaCalendar, 'default', span)[2]?.at).toBe(span.dueAt);
  });

  it('cannot be reckoned without the deadline it needs, or with a step nobody can read', () => {
    const span = { startedAt: local('2026-09-21T09:00') };
    expect(() => stepTimes(plan, chinaCalendar, 'default', span)).toThrow('needs one');
    const broken: PlanDocument = {
      ...plan,
      escalationLadders: { ...plan.escalationLadders, severe: [{ at: 'soon', tell: ['headquarters'] }] },
    };
    expect(() => stepTimes(broken, chinaCalendar, 'severe', span)).toThrow('not a moment of a ladder: soon');
  });
});
