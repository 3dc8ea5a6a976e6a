import { type HolidayCalendar, nextClosing, plusMs, workingCalendar } from '@redress/calendar';
import { limitAfter, limitOf } from './limit';
import type { PlanDocument } from './plan-document';
import type { DeadlineKind } from './plan-vocabulary';
import { type Graded, selects } from './selector';

/** Why a deadline is when it is; the shape of the public DeadlineExplanation. */
export interface DeadlineExplanation {
  /** `deadlines.acceptance`, or the override that applied: `deadlines.overrides[0].acceptance`. */
  readonly rule: string;
  /** As the plan writes it. */
  readonly within: string;
  /** Where the count starts, ISO-8601 UTC. */
  readonly from: string;
  readonly calendarRef: string;
  /** Days between that did not count, YYYY-MM-DD. */
  readonly skippedDays: string[];
  /** It runs into a year whose calendar is not published: to be computed again when it is. */
  readonly provisional: boolean;
  /** Milliseconds the clock stood still so far. */
  readonly pausedMs: number;
}

export interface Deadline {
  readonly dueAt: string;
  readonly explanation: DeadlineExplanation;
}

/** The published explanation names no more; further days off change nothing in the due time. */
const mostSkippedDays = 400;

/** The limit of a stage for a complaint, and the rule that sets it. */
export const stageLimit = (
  plan: PlanDocument,
  kind: DeadlineKind,
  graded: Graded,
): { readonly rule: string; readonly within: string } => {
  const { overrides } = plan.deadlines;
  const index = overrides.findIndex((one) => one[kind] !== undefined && selects(plan, one.when, graded));
  const within = overrides[index]?.[kind];
  return within === undefined
    ? { rule: `deadlines.${kind}`, within: plan.deadlines[kind].within }
    : { rule: `deadlines.overrides[${index}].${kind}`, within };
};

/**
 * When a stage of a complaint is due and why. The first override that names the deadline and selects
 * the complaint counts, else the plan's own limit. The plan must be valid.
 * @throws RangeError when `from` is no instant.
 */
export const deadline = (
  plan: PlanDocument,
  calendar: HolidayCalendar,
  kind: DeadlineKind,
  from: string,
  graded: Graded,
): Deadline => {
  const { rule, within } = stageLimit(plan, kind, graded);
  const { dueAt, skippedDays, provisional } = limitAfter(
    workingCalendar(calendar, plan.calendar),
    from,
    limitOf(within),
  );
  return {
    dueAt,
    explanation: {
      rule,
      within,
      from,
      calendarRef: calendar.version,
      skippedDays: skippedDays.slice(0, mostSkippedDays),
      provisional,
      pausedMs: 0,
    },
  };
};

/** The acceptance promise given to the complainant on registration (decisions.md 9). */
export const acceptBy = (plan: PlanDocument, calendar: HolidayCalendar, receivedAt: string, graded: Graded): string =>
  deadline(plan, calendar, 'acceptance', receivedAt, graded).dueAt;

/**
 * A deadline after its clock stood still for `pausedMs` more: later by all the time it stood so far. A limit of days
 * ends with business again, so it moves to the next close of business and never becomes shorter (domain rule 5.5, 5.9).
 */
export const prolonged = (
  plan: PlanDocument,
  calendar: HolidayCalendar,
  { explanation }: Deadline,
  pausedMs: number,
): Deadline => {
  const working = workingCalendar(calendar, plan.calendar);
  const total = explanation.pausedMs + pausedMs;
  const limit = limitOf(explanation.within);
  const before = limitAfter(working, explanation.from, limit);
  const moved = plusMs(before.dueAt, total);
  const closing = nextClosing(working, moved);
  const days = limit.unit !== 'ms';
  return {
    dueAt: days ? closing.dueAt : moved,
    explanation: {
      ...explanation,
      calendarRef: calendar.version,
      skippedDays: days ? [...new Set([...before.skippedDays, ...closing.skippedDays])].slice(0, mostSkippedDays) : [],
      provisional: days && (before.provisional || closing.provisional),
      pausedMs: total,
    },
  };
};
