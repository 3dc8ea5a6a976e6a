import { addDays, addMonths, addWorkingDays, type DayLimit, plusMs, type WorkingCalendar } from '@redress/calendar';

/** A span of time as a plan writes it: elapsed time runs through nights and holidays, days are counted (domain rules 5.2, 5.3). */
export type Limit =
  | { readonly unit: 'ms'; readonly ms: number }
  | { readonly unit: 'workingDays' | 'days' | 'months'; readonly n: number };

const longest = { ms: 366 * 86_400_000, workingDays: 250, days: 3_660, months: 120 } as const;

const elapsed = (text: string): Limit | undefined => {
  const match = /^PT(?=\d)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?$/.exec(text);
  if (!match) return undefined;
  const [hours, minutes, seconds] = [match[1], match[2], match[3]].map((part) => Number(part ?? 0));
  return { unit: 'ms', ms: (((hours ?? 0) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000 };
};

const counted = (text: string): Limit | undefined => {
  const words = /^(\d{1,4}) (workingDays?|days?)$/.exec(text);
  if (words) return { unit: words[2]?.startsWith('w') ? 'workingDays' : 'days', n: Number(words[1]) };
  const iso = /^P(\d{1,4})([DWMY])$/.exec(text);
  if (!iso) return undefined;
  const n = Number(iso[1]);
  switch (iso[2]) {
    case 'D':
      return { unit: 'days', n };
    case 'W':
      return { unit: 'days', n: n * 7 };
    case 'M':
      return { unit: 'months', n };
    default:
      return { unit: 'months', n: n * 12 };
  }
};

/**
 * Reads `PT24H`, `PT1H30M`, `3 workingDays`, `10 days`, `P10D`, `P2W`, `P6M`, `P1Y`.
 * @returns undefined when the text is none of these, is zero, or longer than a plan may ask for.
 */
export const parseLimit = (text: string): Limit | undefined => {
  const limit = elapsed(text) ?? counted(text);
  if (!limit) return undefined;
  const size = limit.unit === 'ms' ? limit.ms : limit.n;
  return size > 0 && size <= longest[limit.unit] ? limit : undefined;
};

/** The limit a text names. @throws RangeError when it names none; a validated plan holds no such text. */
export const limitOf = (text: string): Limit => {
  const limit = parseLimit(text);
  if (!limit) throw new RangeError(`not a span of time: ${text}`);
  return limit;
};

/** Milliseconds of an elapsed limit. @throws RangeError when the text is none, or counts days. */
export const elapsedMs = (text: string): number => {
  const limit = limitOf(text);
  if (limit.unit !== 'ms') throw new RangeError(`not elapsed time: ${text}`);
  return limit.ms;
};

/** Where a limit that starts at an instant ends in a site's working time. */
export const limitAfter = (calendar: WorkingCalendar, from: string, limit: Limit): DayLimit => {
  switch (limit.unit) {
    case 'ms':
      return { dueAt: plusMs(from, limit.ms), skippedDays: [], provisional: false };
    case 'workingDays':
      return addWorkingDays(calendar, from, limit.n);
    case 'days':
      return addDays(calendar, from, limit.n);
    case 'months':
      return addMonths(calendar, from, limit.n);
  }
};
