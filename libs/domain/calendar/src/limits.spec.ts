import fc from 'fast-check';
import { addDays, addMonths, addWorkingDays, chinaCalendar, dayOf, nextClosing, workingCalendar } from './index';

const office = { officeHours: '09:00-17:30', closures: [], extraWorkingDays: [] };
const calendar = workingCalendar(chinaCalendar, office);
const local = (text: string): string => new Date(`${text}:00+08:00`).toISOString();

describe('working days: the cases of domain rule 5.8', () => {
  it.each([
    ['accepted on Wednesday before the National Day', '2026-09-30T16:40', 3, '2026-10-10'],
    ['accepted after hours before the Spring Festival', '2026-02-13T23:30', 3, '2026-02-25'],
    ['accepted on a public holiday', '2026-09-26T10:00', 3, '2026-09-30'],
    ['plan made before the Labour Day', '2026-04-30T15:00', 2, '2026-05-07'],
    ['fifteen days over the Spring Festival', '2026-02-13T09:00', 15, '2026-03-12'],
  ])('%s: %s + %i ends on %s', (_case, from, n, day) => {
    expect(addWorkingDays(calendar, local(from), n).dueAt).toBe(local(`${day}T17:30`));
  });

  it('names the days that did not count', () => {
    expect(addWorkingDays(calendar, local('2026-04-30T15:00'), 2)).toEqual({
      dueAt: local('2026-05-07T17:30'),
      skippedDays: ['2026-05-01', '2026-05-02', '2026-05-03', '2026-05-04', '2026-05-05'],
      provisional: false,
    });
  });
});

describe('working days at their boundaries', () => {
  const wednesday = local('2026-09-23T17:30');

  it('does not count the day of the event, however early it is', () => {
    expect(addWorkingDays(calendar, local('2026-09-21T00:00'), 1).dueAt).toBe(local('2026-09-22T17:30'));
  });

  it('counts the event one instant before midnight to the day that ends', () => {
    expect(addWorkingDays(calendar, new Date(Date.parse(local('2026-09-22T00:00')) - 1).toISOString(), 1).dueAt).toBe(
      local('2026-09-22T17:30'),
    );
    expect(addWorkingDays(calendar, local('2026-09-22T00:00'), 1).dueAt).toBe(wednesday);
  });

  it('ends at 24:00 where the plan has no office hours', () => {
    const open = workingCalendar(chinaCalendar);
    expect(addWorkingDays(open, local('2026-09-21T10:00'), 1).dueAt).toBe(local('2026-09-23T00:00'));
  });

  it('passes over the closures of the site and counts its extra days', () => {
    const own = workingCalendar(chinaCalendar, {
      ...office,
      closures: ['2026-09-22/2026-09-24'],
      extraWorkingDays: ['2026-09-24', '2026-09-26'],
    });
    const { dueAt, skippedDays } = addWorkingDays(own, local('2026-09-21T10:00'), 2);
    expect(dueAt).toBe(local('2026-09-26T17:30'));
    expect(skippedDays).toEqual(['2026-09-22', '2026-09-23', '2026-09-25']);
  });

  it('is not provisional on the last day of the last published year, and is one day later', () => {
    expect(addWorkingDays(calendar, local('2026-12-30T10:00'), 1)).toMatchObject({
      dueAt: local('2026-12-31T17:30'),
      provisional: false,
    });
    expect(addWorkingDays(calendar, local('2026-12-31T10:00'), 1)).toMatchObject({
      dueAt: local('2027-01-01T17:30'),
      provisional: true,
    });
  });

  it('is provisional as soon as one day on the way is', () => {
    expect(addWorkingDays(calendar, local('2026-12-29T10:00'), 3)).toMatchObject({
      dueAt: local('2027-01-01T17:30'),
      provisional: true,
    });
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses %p working days', (n) => {
    expect(() => addWorkingDays(calendar, wednesday, n)).toThrow(RangeError);
  });

  it('refuses a text that is no instant', () => {
    expect(() => addWorkingDays(calendar, 'yesterday', 1)).toThrow('not an instant: yesterday');
  });

  it('refuses a calendar without a working day', () => {
    const shut = workingCalendar(chinaCalendar, { closures: ['2026-01-01/2099-12-31'], extraWorkingDays: [] });
    expect(() => addWorkingDays(shut, wednesday, 1)).toThrow('no working day');
  });
});

describe('calendar days and months', () => {
  it('end on their own day when it works', () => {
    expect(addDays(calendar, local('2026-09-21T10:00'), 10)).toEqual({
      dueAt: local('2026-10-08T17:30'),
      skippedDays: ['2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04', '2026-10-05', '2026-10-06', '2026-10-07'],
      provisional: false,
    });
    expect(addDays(calendar, local('2026-09-20T10:00'), 10)).toEqual({
      dueAt: local('2026-09-30T17:30'),
      skippedDays: [],
      provisional: false,
    });
  });

  it('move off a day off (art. 203), also when a make-up day follows', () => {
    expect(addDays(calendar, local('2026-02-05T10:00'), 10).dueAt).toBe(local('2026-02-24T17:30'));
    expect(addDays(calendar, local('2026-09-30T10:00'), 10).dueAt).toBe(local('2026-10-10T17:30'));
  });

  it('are provisional when they end in an unpublished year', () => {
    expect(addDays(calendar, local('2026-12-01T10:00'), 30).provisional).toBe(false);
    expect(addDays(calendar, local('2026-12-01T10:00'), 31).provisional).toBe(true);
  });

  it('take the last day of a shorter month', () => {
    expect(addMonths(calendar, local('2025-08-31T10:00'), 6).dueAt).toBe(local('2026-02-28T17:30'));
    expect(addMonths(calendar, local('2026-01-15T10:00'), 6).dueAt).toBe(local('2026-07-15T17:30'));
  });
});

describe('the next close of business', () => {
  it('is that of the day itself, its last instant included', () => {
    expect(nextClosing(calendar, local('2026-09-22T08:00')).dueAt).toBe(local('2026-09-22T17:30'));
    expect(nextClosing(calendar, local('2026-09-22T17:30')).dueAt).toBe(local('2026-09-22T17:30'));
  });

  it('is that of the next working day after it, or on a day off', () => {
    expect(nextClosing(calendar, local('2026-09-22T17:31')).dueAt).toBe(local('2026-09-23T17:30'));
    expect(nextClosing(calendar, local('2026-09-24T17:31')).dueAt).toBe(local('2026-09-28T17:30'));
    expect(nextClosing(calendar, local('2026-09-26T10:00')).dueAt).toBe(local('2026-09-28T17:30'));
  });
});

describe('limits in general', () => {
  const instant = fc
    .date({ min: new Date('2004-01-01T00:00:00Z'), max: new Date('2026-06-30T00:00:00Z'), noInvalidDate: true })
    .map((date) => date.toISOString());
  const days = fc.integer({ min: 1, max: 60 });

  it('lie after their start, on a working day, and never earlier for a longer limit', () => {
    fc.assert(
      fc.property(instant, days, (from, n) => {
        const { dueAt, skippedDays } = addWorkingDays(calendar, from, n);
        expect(Date.parse(dueAt)).toBeGreaterThan(Date.parse(from));
        expect(calendar.isWorkingDay(dayOf(dueAt))).toBe(true);
        expect(skippedDays.some((day) => calendar.isWorkingDay(day))).toBe(false);
        expect(Date.parse(addWorkingDays(calendar, from, n + 1).dueAt)).toBeGreaterThan(Date.parse(dueAt));
      }),
    );
  });

  it('add up: n days and then m days are n + m days', () => {
    fc.assert(
      fc.property(instant, days, days, (from, n, m) => {
        const stage = addWorkingDays(calendar, from, n).dueAt;
        expect(addWorkingDays(calendar, stage, m).dueAt).toBe(addWorkingDays(calendar, from, n + m).dueAt);
      }),
    );
  });

  it('of calendar days are never shorter than the days', () => {
    fc.assert(
      fc.property(instant, days, (from, n) => {
        const { dueAt } = addDays(calendar, from, n);
        expect(Date.parse(dueAt)).toBeGreaterThan(Date.parse(from) + (n - 1) * 86_400_000);
        expect(calendar.isWorkingDay(dayOf(dueAt))).toBe(true);
      }),
    );
  });
});
