import { TransientFault } from '@redress/kernel';
import type { HolidayCalendar } from './holiday-calendar';
import { years } from './years/years';

/**
 * The public calendar of China, from the yearly notices of the State Council (domain rule 5.6).
 * A new notice is a new edition: deadlines keep the name of the edition that computed them.
 */
export const chinaCalendar: HolidayCalendar = { version: 'china-2026.1', years };

/** Every edition a complaint may be pinned to; an edition is never taken out. */
const editions: readonly HolidayCalendar[] = [chinaCalendar];

/** The edition of a `calendarRef`, or undefined when this release does not know it (the key waits, decisions.md 8). */
export const calendarOf = (calendarRef: string): HolidayCalendar | undefined =>
  editions.find(({ version }) => version === calendarRef);

/** The edition a `calendarRef` names. @throws TransientFault while this release does not have it: the key waits (decisions.md 8) */
export const requiredCalendar = (calendarRef: string): HolidayCalendar => {
  const calendar = calendarOf(calendarRef);
  if (!calendar) throw new TransientFault(`this release does not know the calendar ${calendarRef}`);
  return calendar;
};
