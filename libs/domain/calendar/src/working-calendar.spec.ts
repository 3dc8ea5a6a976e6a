import { chinaCalendar, dayOf, isDay, parseDaySpan, parseOfficeHours, plusMonths, workingCalendar } from './index';

describe('the notation of a site calendar', () => {
  it('takes a day and a span of days', () => {
    expect(parseDaySpan('2026-05-01')).toEqual({ from: '2026-05-01', to: '2026-05-01' });
    expect(parseDaySpan('2026-05-01/2026-05-03')).toEqual({ from: '2026-05-01', to: '2026-05-03' });
  });

  it.each(['', '2026-5-1', '2026-02-30', '2026-05-03/2026-05-01', '2026-05-01/', '2026-05-01/2026-05-02/2026-05-03'])(
    'refuses %p as days',
    (text) => {
      expect(parseDaySpan(text)).toBeUndefined();
      expect(() => workingCalendar(chinaCalendar, { closures: [text], extraWorkingDays: [] })).toThrow(RangeError);
    },
  );

  it('takes office hours up to 24:00', () => {
    expect(parseOfficeHours('09:00-17:30')).toEqual({ opens: 540, closes: 1050 });
    expect(parseOfficeHours('00:00-24:00')).toEqual({ opens: 0, closes: 1440 });
  });

  it.each(['', '9-17', '09:00', '17:30-09:00', '09:00-09:00', '09:00-24:01', '09:00-25:00'])(
    'refuses %p as office hours',
    (text) => {
      expect(parseOfficeHours(text)).toBeUndefined();
      expect(() => workingCalendar(chinaCalendar, { officeHours: text, closures: [], extraWorkingDays: [] })).toThrow(
        RangeError,
      );
    },
  );
});

describe('days', () => {
  it('change at midnight in China', () => {
    expect(dayOf('2026-03-01T15:59:59.999Z')).toBe('2026-03-01');
    expect(dayOf('2026-03-01T16:00:00.000Z')).toBe('2026-03-02');
  });

  it('exist or do not', () => {
    expect(isDay('2024-02-29')).toBe(true);
    expect(isDay('2026-02-29')).toBe(false);
    expect(isDay('2026-02-29T00:00:00Z')).toBe(false);
  });

  it('carry over the year and clamp to the month', () => {
    expect(plusMonths('2025-12-31', 2)).toBe('2026-02-28');
    expect(plusMonths('2026-03-31', 1)).toBe('2026-04-30');
  });
});

describe('a working calendar', () => {
  it('knows working days, weekends, holidays and make-up days', () => {
    const calendar = workingCalendar(chinaCalendar);
    expect(calendar.isWorkingDay('2026-10-09')).toBe(true);
    expect(calendar.isWorkingDay('2026-10-11')).toBe(false);
    expect(calendar.isWorkingDay('2026-10-01')).toBe(false);
    expect(calendar.isWorkingDay('2026-10-10')).toBe(true);
  });

  it('takes an unpublished year for plain weeks', () => {
    const calendar = workingCalendar(chinaCalendar);
    expect(calendar.isWorkingDay('2027-02-08')).toBe(true);
    expect(calendar.isWorkingDay('2027-02-07')).toBe(false);
  });

  it('lets a site close on a make-up day and work on a holiday', () => {
    const own = workingCalendar(chinaCalendar, { closures: ['2026-10-10'], extraWorkingDays: ['2026-10-07'] });
    expect(own.isWorkingDay('2026-10-10')).toBe(false);
    expect(own.isWorkingDay('2026-10-07')).toBe(true);
  });
});
