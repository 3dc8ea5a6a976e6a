import { type Day, isDay, isWeekend } from './day';
import type { HolidayCalendar } from './holiday-calendar';

/** A site's own working time over the national calendar; the calendar section of a plan. */
export interface SiteCalendar {
  /** `HH:MM-HH:MM`; without it a day's business ends at 24:00. */
  readonly officeHours?: string;
  /** `YYYY-MM-DD` or `YYYY-MM-DD/YYYY-MM-DD`, both ends included. */
  readonly closures: readonly string[];
  /** Same notation; wins over closures and holidays. */
  readonly extraWorkingDays: readonly string[];
}

/** Says which days count. */
export interface WorkingCalendar {
  /** The edition of the national calendar underneath. */
  readonly version: string;
  /** Local minutes after midnight at which business ends, 1440 without office hours (Civil Code art. 203). */
  readonly closingMinutes: number;
  isWorkingDay(day: Day): boolean;
  /** Whether the national notice for the day's year is out; without it the answer is provisional. */
  isPublished(day: Day): boolean;
}

interface Holidays {
  readonly off: ReadonlySet<Day>;
  readonly makeUp: ReadonlySet<Day>;
  readonly published: ReadonlySet<string>;
}

/** A span of days, both ends included. */
export interface DaySpan {
  readonly from: Day;
  readonly to: Day;
}

/** The days a notation names, or undefined when it is none: a day, or two of them in order with a slash between. */
export const parseDaySpan = (text: string): DaySpan | undefined => {
  const [from = '', to = from, ...rest] = text.split('/');
  return rest.length === 0 && isDay(from) && isDay(to) && from <= to ? { from, to } : undefined;
};

/** Opening and closing in minutes after midnight, or undefined when the text is no `HH:MM-HH:MM` in order. */
export const parseOfficeHours = (text: string): { opens: number; closes: number } | undefined => {
  const match = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)$/.exec(text);
  if (!match) return undefined;
  const [opens, closes] = [Number(match[1]) * 60 + Number(match[2]), Number(match[3]) * 60 + Number(match[4])];
  return opens < closes && closes <= 1440 ? { opens, closes } : undefined;
};

const indexed = new WeakMap<HolidayCalendar, Holidays>();

const indexOf = (calendar: HolidayCalendar): Holidays => {
  const known = indexed.get(calendar);
  if (known) return known;
  const holidays = {
    off: new Set(calendar.years.flatMap(({ daysOff }) => daysOff)),
    makeUp: new Set(calendar.years.flatMap(({ makeUpDays }) => makeUpDays)),
    published: new Set(calendar.years.filter(({ published }) => published).map(({ year }) => String(year))),
  };
  indexed.set(calendar, holidays);
  return holidays;
};

const spans = (texts: readonly string[]): DaySpan[] =>
  texts.map((text) => {
    const span = parseDaySpan(text);
    if (!span) throw new RangeError(`not a day or a span of days: ${text}`);
    return span;
  });

const inside = (day: Day, among: readonly DaySpan[]): boolean => among.some(({ from, to }) => from <= day && day <= to);

const closing = (officeHours: string | undefined): number => {
  if (officeHours === undefined) return 1440;
  const hours = parseOfficeHours(officeHours);
  if (!hours) throw new RangeError(`not office hours: ${officeHours}`);
  return hours.closes;
};

/**
 * The days that count at a site: Monday to Friday and the make-up days, without public holidays and the site's
 * closures, with its extra working days (domain rule 5.4, 5.6).
 * @throws RangeError when the site's calendar is not in its notation.
 */
export const workingCalendar = (
  calendar: HolidayCalendar,
  site: SiteCalendar = { closures: [], extraWorkingDays: [] },
): WorkingCalendar => {
  const { off, makeUp, published } = indexOf(calendar);
  const closures = spans(site.closures);
  const extra = spans(site.extraWorkingDays);
  return {
    version: calendar.version,
    closingMinutes: closing(site.officeHours),
    isWorkingDay: (day) => {
      if (inside(day, extra)) return true;
      if (inside(day, closures)) return false;
      return makeUp.has(day) || !(off.has(day) || isWeekend(day));
    },
    isPublished: (day) => published.has(day.slice(0, 4)),
  };
};
