import { chinaCalendar } from '@redress/calendar';
import { samplePlan } from '@redress/testing';
import { acceptBy, deadline, type DeadlineKind, prolonged, type PlanDocument } from './index';

const plan: PlanDocument = samplePlan;

const local = (text: string): string => new Date(`${text}:00+08:00`).toISOString();
const due = (kind: DeadlineKind, from: string, graded = {}) => deadline(plan, chinaCalendar, kind, local(from), graded);

describe('a deadline', () => {
  it.each<[string, DeadlineKind, string, string]>([
    ['R-071', 'acceptance', '2026-10-01T22:15', '2026-10-02T22:15'],
    ['R-072', 'investigation', '2026-09-30T16:40', '2026-10-10T17:30'],
    ['R-073', 'resolutionPlan', '2026-09-21T09:00', '2026-09-29T17:30'],
    ['R-074', 'feedback', '2026-04-30T15:00', '2026-05-07T17:30'],
    ['R-075', 'outcomeEvaluation', '2026-02-13T09:00', '2026-03-12T17:30'],
  ])('(%s) %s from %s is due %s', (_requirement, kind, from, at) => expect(due(kind, from).dueAt).toBe(local(at)));

  it('explains itself', () => {
    expect(due('feedback', '2026-04-30T15:00').explanation).toEqual({
      rule: 'deadlines.feedback',
      within: '2 workingDays',
      from: local('2026-04-30T15:00'),
      calendarRef: 'china-2026.1',
      skippedDays: ['2026-05-01', '2026-05-02', '2026-05-03', '2026-05-04', '2026-05-05'],
      provisional: false,
      pausedMs: 0,
    });
  });

  it('is provisional when it runs into a year that is not published', () => {
    expect(due('outcomeEvaluation', '2026-12-10T09:00').explanation.provisional).toBe(false);
    expect(due('outcomeEvaluation', '2026-12-11T09:00').explanation.provisional).toBe(true);
    expect(due('acceptance', '2026-12-31T23:00').explanation.provisional).toBe(false);
  });

  it('follows the first override that names it and selects the complaint (R-076)', () => {
    const graded = { priority: 'P1', level: 'general', category: 'food' } as const;
    expect(due('acceptance', '2026-09-21T09:00', graded)).toMatchObject({
      dueAt: local('2026-09-21T09:30'),
      explanation: { rule: 'deadlines.overrides[0].acceptance', within: 'PT30M' },
    });
    expect(due('feedback', '2026-09-21T09:00', graded)).toMatchObject({
      dueAt: local('2026-10-08T17:30'),
      explanation: { rule: 'deadlines.overrides[1].feedback', within: '10 days' },
    });
    expect(due('resolutionPlan', '2026-09-21T09:00', graded).explanation.rule).toBe('deadlines.resolutionPlan');
  });

  it('takes a list of a selector for any of its members', () => {
    const listed = { ...plan.deadlines, overrides: [{ when: { priority: ['P1', 'P2'] as const }, feedback: 'PT1H' }] };
    const rule = (priority: 'P1' | 'P2' | 'P3') =>
      deadline({ ...plan, deadlines: listed }, chinaCalendar, 'feedback', local('2026-09-21T09:00'), { priority })
        .explanation.rule;
    expect(rule('P2')).toBe('deadlines.overrides[0].feedback');
    expect(rule('P3')).toBe('deadlines.feedback');
  });

  it('follows no override that asks for what is not so, or not known', () => {
    expect(due('acceptance', '2026-09-21T09:00', { priority: 'P2' }).explanation.rule).toBe('deadlines.acceptance');
    expect(due('acceptance', '2026-09-21T09:00', { level: 'severe', category: 'food' }).explanation.rule).toBe(
      'deadlines.acceptance',
    );
    expect(due('acceptance', '2026-09-21T09:00', { level: 'general' }).explanation.rule).toBe('deadlines.acceptance');
  });

  it('is the promise given on registration', () => {
    const promised = acceptBy(plan, chinaCalendar, local('2026-09-21T09:00'), { priority: 'P1' });
    expect(promised).toBe(local('2026-09-21T09:30'));
  });

  it('names no more days off than are published, however long the site is closed', () => {
    const shut = { ...plan, calendar: { ...plan.calendar, closures: ['2026-09-22/2028-09-21'] } };
    const { dueAt, explanation } = deadline(shut, chinaCalendar, 'feedback', local('2026-09-21T09:00'), {});
    expect(dueAt).toBe(local('2028-09-25T17:30'));
    expect(explanation.skippedDays).toHaveLength(400);
  });

  it('needs an instant to start from', () => {
    expect(() => deadline(plan, chinaCalendar, 'acceptance', 'today', {})).toThrow(RangeError);
  });
});

describe('a deadline whose clock stood still', () => {
  const hours = (n: number): number => n * 3_600_000;
  const longer = (kind: DeadlineKind, from: string, ...pauses: number[]) =>
    pauses.reduce((current, ms) => prolonged(plan, chinaCalendar, current, ms), due(kind, from));

  it('is later by exactly that long where time is elapsed', () => {
    expect(longer('acceptance', '2026-09-21T09:00', hours(3))).toMatchObject({
      dueAt: local('2026-09-22T12:00'),
      explanation: { pausedMs: hours(3), from: local('2026-09-21T09:00') },
    });
  });

  it('ends with business again where days count, on a working day', () => {
    expect(longer('feedback', '2026-09-21T09:00').dueAt).toBe(local('2026-09-23T17:30'));
    expect(longer('feedback', '2026-09-21T09:00', hours(24)).dueAt).toBe(local('2026-09-24T17:30'));
    const overHolidays = longer('feedback', '2026-09-21T09:00', hours(48));
    expect(overHolidays.dueAt).toBe(local('2026-09-28T17:30'));
    expect(overHolidays.explanation.skippedDays).toEqual(['2026-09-26', '2026-09-27']);
  });

  it('counts several pauses together, not each rounded up', () => {
    expect(longer('feedback', '2026-09-21T09:00', hours(1), hours(1), hours(22))).toEqual(
      longer('feedback', '2026-09-21T09:00', hours(24)),
    );
  });

  it('is the same when it stood for no time', () => {
    expect(longer('feedback', '2026-09-21T09:00', 0)).toEqual(due('feedback', '2026-09-21T09:00'));
    expect(longer('acceptance', '2026-09-21T09:00', 0)).toEqual(due('acceptance', '2026-09-21T09:00'));
  });

  it('becomes provisional when the pause carries it into an unpublished year', () => {
    expect(longer('feedback', '2026-12-28T09:00').explanation.provisional).toBe(false);
    expect(longer('feedback', '2026-12-28T09:00', hours(72)).explanation.provisional).toBe(true);
  });
});
