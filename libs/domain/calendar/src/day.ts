const dayMs = 86_400_000;
/** Legal time is UTC+8 in all of China, without summer time since 1992 (domain rule 5.1). */
const offsetMs = 8 * 3_600_000;

/** A local calendar day, `YYYY-MM-DD`. */
export type Day = string;

const millis = (instant: string): number => {
  const at = Date.parse(instant);
  if (Number.isNaN(at)) throw new RangeError(`not an instant: ${instant}`);
  return at;
};

const formatDay = (dayNumber: number): Day => new Date(dayNumber * dayMs).toISOString().slice(0, 10);

const dayNumber = (day: Day): number => millis(`${day}T00:00:00.000Z`) / dayMs;

/** Whether a text names a day that exists. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(`${text}T00:00:00.000Z`)) &&
  formatDay(dayNumber(text)) === text;

/** The day an instant falls on in China. @throws RangeError when the text is no instant. */
export const dayOf = (instant: string): Day => formatDay(Math.floor((millis(instant) + offsetMs) / dayMs));

/** The day `n` days later. */
export const plusDays = (day: Day, n: number): Day => formatDay(dayNumber(day) + n);

/** The same day `n` months later, or that month's last day where it is shorter. */
export const plusMonths = (day: Day, n: number): Day => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const lastDate = new Date(Date.UTC(year, month + n, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + n, Math.min(date, lastDate))).toISOString().slice(0, 10);
};

/** The instant at `minutes` after the local start of a day; 1440 is its end, 24:00. ISO-8601 UTC. */
export const instantAt = (day: Day, minutes: number): string =>
  new Date(dayNumber(day) * dayMs - offsetMs + minutes * 60_000).toISOString();

/** Saturday or Sunday. */
export const isWeekend = (day: Day): boolean => [0, 6].includes(new Date(dayNumber(day) * dayMs).getUTCDay());

/** The instant `ms` milliseconds after another. @throws RangeError when the text is no instant. */
export const plusMs = (instant: string, ms: number): string => new Date(millis(instant) + ms).toISOString();

/** Milliseconds from one instant to another; negative when it lies before. */
export const msBetween = (from: string, to: string): number => millis(to) - millis(from);
