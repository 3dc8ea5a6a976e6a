import { chinaCalendar, workingCalendar } from '@redress/calendar';
import { elapsedMs, limitAfter, limitOf, parseLimit } from './index';

describe('a limit as a plan writes it', () => {
  it.each([
    ['PT24H', { unit: 'ms', ms: 86_400_000 }],
    ['PT1H30M', { unit: 'ms', ms: 5_400_000 }],
    ['PT45S', { unit: 'ms', ms: 45_000 }],
    ['3 workingDays', { unit: 'workingDays', n: 3 }],
    ['1 workingDay', { unit: 'workingDays', n: 1 }],
    ['10 days', { unit: 'days', n: 10 }],
    ['1 day', { unit: 'days', n: 1 }],
    ['P10D', { unit: 'days', n: 10 }],
    ['P2W', { unit: 'days', n: 14 }],
    ['P6M', { unit: 'months', n: 6 }],
    ['P1Y', { unit: 'months', n: 12 }],
    ['PT8784H', { unit: 'ms', ms: 366 * 86_400_000 }],
    ['250 workingDays', { unit: 'workingDays', n: 250 }],
  ])('%s', (text, limit) => expect(parseLimit(text)).toEqual(limit));

  it.each([
    '',
    'PT',
    'P',
    '24h',
    'PT0H',
    '0 days',
    '-3 days',
    '3 workdays',
    '3workingDays',
    ' 3 days',
    'PT1M1H',
    'P1DT2H',
    'PT8785H',
    '251 workingDays',
    '3661 days',
    'P11Y',
    'PT1.5H',
  ])('%p is none', (text) => {
    expect(parseLimit(text)).toBeUndefined();
    expect(() => limitOf(text)).toThrow(RangeError);
  });

  it('is elapsed time or is not', () => {
    expect(elapsedMs('PT10M')).toBe(600_000);
    expect(() => elapsedMs('3 workingDays')).toThrow('not elapsed time');
  });

  it('ends where its unit says', () => {
    const calendar = workingCalendar(chinaCalendar, { officeHours: '09:00-17:30', closures: [], extraWorkingDays: [] });
    const after = (text: string) => limitAfter(calendar, '2026-09-30T08:40:00.000Z', limitOf(text)).dueAt;
    expect(after('PT24H')).toBe('2026-10-01T08:40:00.000Z');
    expect(after('3 workingDays')).toBe('2026-10-10T09:30:00.000Z');
    expect(after('3 days')).toBe('2026-10-08T09:30:00.000Z');
    expect(after('P6M')).toBe('2027-03-30T09:30:00.000Z');
  });
});
