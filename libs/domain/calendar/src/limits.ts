import { type Day, dayOf, instantAt, plusDays, plusMonths } from './day';
import type { WorkingCalendar } from './working-calendar';

/** Where a limit of days ends and what was passed over on the way. */
export interface DayLimit {
  /** ISO-8601 UTC: close of business of the last day. */
  readonly dueAt: string;
  /** Days after the event up to the last one that did not count. */
  readonly skippedDays: Day[];
  /** A day on the way, or the last, lies in a year whose calendar is not published: to be computed again. */
  readonly provisional: boolean;
}

/** A calendar that leaves no working day for so long is an error of its data, not a limit to wait for. */
const longestSearchDays = 3_660;

const nextWorkingDay = (calendar: WorkingCalendar, after: Day): Day => {
  let day = plusDays(after, 1);
  for (let searched = 0; searched < longestSearchDays; searched += 1, day = plusDays(day, 1)) {
    if (calendar.isWorkingDay(day)) return day;
  }
  throw new RangeError(`no working day in the ${longestSearchDays} days after ${after}`);
};

const daysAfter = (from: Day, to: Day): Day[] => {
  const days: Day[] = [];
  for (let day = plusDays(from, 1); day <= to; day = plusDays(day, 1)) days.push(day);
  return days;
};

const limit = (
  calendar: WorkingCalendar,
  passed: readonly Day[],
  due: Day,
  counts: (day: Day) => boolean,
): DayLimit => ({
  dueAt: instantAt(due, calendar.closingMinutes),
  skippedDays: passed.filter((day) => !counts(day)),
  provisional: passed.some((day) => !calendar.isPublished(day)),
});

/**
 * `n` working days after an instant: the day of the event does not count, the limit ends with business on the n-th
 * working day after it (Civil Code art. 201, 203; domain rule 5.3, 5.5).
 * @throws RangeError when n is no positive integer or the calendar has no working day left.
 */
export const addWorkingDays = (calendar: WorkingCalendar, from: string, n: number): DayLimit => {
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`not a number of working days: ${n}`);
  const start = dayOf(from);
  let due = start;
  for (let counted = 0; counted < n; counted += 1) due = nextWorkingDay(calendar, due);
  return limit(calendar, daysAfter(start, due), due, (day) => calendar.isWorkingDay(day));
};

/** A limit that ends on a day off moves to the next working day (art. 203). */
const endingOn = (calendar: WorkingCalendar, last: Day): DayLimit => {
  const due = calendar.isWorkingDay(last) ? last : nextWorkingDay(calendar, last);
  const moved = [last, ...daysAfter(last, due)];
  return limit(calendar, moved, due, (day) => day === due);
};

/** `n` calendar days after an instant, the day of the event not counted, moved off a day off. */
export const addDays = (calendar: WorkingCalendar, from: string, n: number): DayLimit =>
  endingOn(calendar, plusDays(dayOf(from), n));

/** `n` months after an instant (the corresponding day, or that month's last; art. 202), moved off a day off. */
export const addMonths = (calendar: WorkingCalendar, from: string, n: number): DayLimit =>
  endingOn(calendar, plusMonths(dayOf(from), n));

/**
 * The first close of business at or after an instant: its own day's when that day works and is not over, else the
 * next working day's. For limits that were moved and must not become shorter.
 */
export const nextClosing = (calendar: WorkingCalendar, instant: string): DayLimit => {
  const day = dayOf(instant);
  const own = instantAt(day, calendar.closingMinutes);
  if (calendar.isWorkingDay(day) && Date.parse(instant) <= Date.parse(own))
    return limit(calendar, [day], day, () => true);
  return endingOn(calendar, plusDays(day, 1));
};
