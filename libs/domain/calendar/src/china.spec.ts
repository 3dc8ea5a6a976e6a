import chineseDays from 'chinese-days';
import fc from 'fast-check';
import { addWorkingDays, calendarOf, chinaCalendar, dayOf, plusDays, workingCalendar } from './index';

const calendar = workingCalendar(chinaCalendar);
const everyDay = (from: string, to: string): string[] => {
  const days: string[] = [];
  for (let day = from; day <= to; day = plusDays(day, 1)) days.push(day);
  return days;
};

/** Counts one day after the other on the data as it stands in the year files, with no code of the calendar. */
const countNaively = (from: string, n: number): string => {
  const listed = (key: 'daysOff' | 'makeUpDays') => chinaCalendar.years.flatMap((year) => year[key]);
  const [off, makeUp] = [listed('daysOff'), listed('makeUpDays')];
  const date = new Date(Date.parse(from) + 8 * 3_600_000);
  let left = n;
  while (left > 0) {
    date.setUTCDate(date.getUTCDate() + 1);
    const day = date.toISOString().slice(0, 10);
    const weekend = date.getUTCDay() === 0 || date.getUTCDay() === 6;
    if (makeUp.includes(day) || (!off.includes(day) && !weekend)) left -= 1;
  }
  return date.toISOString().slice(0, 10);
};

describe('the calendar of China', () => {
  it('holds the notice of 2026 (domain rule 5.7)', () => {
    const year = chinaCalendar.years.find(({ year }) => year === 2026);
    expect(year?.daysOff).toEqual([
      ...everyDay('2026-01-01', '2026-01-03'),
      ...everyDay('2026-02-15', '2026-02-23'),
      ...everyDay('2026-04-04', '2026-04-06'),
      ...everyDay('2026-05-01', '2026-05-05'),
      ...everyDay('2026-06-19', '2026-06-21'),
      ...everyDay('2026-09-25', '2026-09-27'),
      ...everyDay('2026-10-01', '2026-10-07'),
    ]);
    expect(year?.makeUpDays).toEqual([
      '2026-01-04',
      '2026-02-14',
      '2026-02-28',
      '2026-05-09',
      '2026-09-20',
      '2026-10-10',
    ]);
  });

  it('holds the make-up days of 2025', () => {
    expect(chinaCalendar.years.find(({ year }) => year === 2025)?.makeUpDays).toEqual([
      '2025-01-26',
      '2025-02-08',
      '2025-04-27',
      '2025-09-28',
      '2025-10-11',
    ]);
  });

  it('keeps every day in the file of its year, and makes up on weekends only', () => {
    for (const { year, daysOff, makeUpDays } of chinaCalendar.years) {
      for (const day of [...daysOff, ...makeUpDays]) expect(day.slice(0, 4)).toBe(String(year));
      for (const day of makeUpDays) expect([0, 6]).toContain(new Date(`${day}T00:00:00Z`).getUTCDay());
    }
  });

  it('says loudly which years are not published', () => {
    expect(chinaCalendar.years.filter(({ published }) => !published).map(({ year }) => year)).toEqual([2027]);
    expect(calendar.isPublished('2026-12-31')).toBe(true);
    expect(calendar.isPublished('2027-01-01')).toBe(false);
    expect(calendar.isPublished('2003-12-31')).toBe(false);
  });

  it('agrees with chinese-days on every day of 2004 to 2026', () => {
    const differing = everyDay('2004-01-01', '2026-12-31').filter(
      (day) => calendar.isWorkingDay(day) !== chineseDays.isWorkday(day),
    );
    expect(differing).toEqual([]);
  });

  it('counts like chinese-days and like a naive count', () => {
    const from = fc
      .date({ min: new Date('2004-01-01T00:00:00Z'), max: new Date('2026-08-31T00:00:00Z'), noInvalidDate: true })
      .map((date) => date.toISOString());
    fc.assert(
      fc.property(from, fc.integer({ min: 1, max: 40 }), (start, n) => {
        // The limit ends at 24:00: one millisecond earlier is its last day.
        const last = dayOf(new Date(Date.parse(addWorkingDays(calendar, start, n).dueAt) - 1).toISOString());
        expect(last).toBe(countNaively(start, n));
        expect(last).toBe(chineseDays.findWorkday(n, dayOf(start)));
      }),
      { numRuns: 500 },
    );
  });

  it('is found by its name, and no other is', () => {
    expect(calendarOf('china-2026.1')).toBe(chinaCalendar);
    expect(calendarOf('china-1999.1')).toBeUndefined();
  });
});
