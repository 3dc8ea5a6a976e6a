import { type HolidayCalendar, msBetween, plusMs, workingCalendar, type WorkingCalendar } from '@redress/calendar';
import { elapsedMs, type Limit, limitAfter, parseLimit } from './limit';
import type { LadderName, PlanDocument } from './plan-document';
import type { Role } from './plan-vocabulary';

/** One step of a ladder with its moment. */
export interface StepTime {
  /** Index on the ladder, from 0. */
  readonly step: number;
  /** ISO-8601 UTC; may lie in the past. */
  readonly at: string;
  readonly tell: readonly Role[];
  /** How long to wait for somebody to take it before it goes one step up. */
  readonly acknowledgeWithinMs?: number;
  /** How often to tell again while nobody took it. */
  readonly repeatMs?: number;
}

/** What a ladder runs along; `dueAt` is absent on the severe ladder. */
export interface LadderSpan {
  readonly startedAt: string;
  readonly dueAt?: string;
}

/** When a step of a ladder fires: after the start, at a share of the time to the deadline, or from the deadline on. */
export type StepAt =
  | { readonly kind: 'after'; readonly limit?: Limit }
  | { readonly kind: 'share'; readonly percent: number }
  | { readonly kind: 'due'; readonly limit?: Limit };

const percentOf = (text: string): number | undefined => {
  const percent = /^(\d{1,2}(?:\.\d{1,2})?)%$/.exec(text)?.[1];
  return percent !== undefined && Number(percent) > 0 ? Number(percent) : undefined;
};

/** Reads `immediately`, `PT10M`, `50%`, `due`, `due+PT4H`, `due+1 workingDays`; undefined when the text is none of these. */
export const parseStepAt = (text: string): StepAt | undefined => {
  if (text === 'immediately') return { kind: 'after' };
  if (text === 'due') return { kind: 'due' };
  const percent = percentOf(text);
  if (percent !== undefined) return { kind: 'share', percent };
  const kind = text.startsWith('due+') ? 'due' : 'after';
  const limit = parseLimit(kind === 'due' ? text.slice('due+'.length) : text);
  return limit && { kind, limit };
};

const moment = (calendar: WorkingCalendar, at: StepAt, startedAt: string, dueAt: string | undefined): string => {
  const from = (instant: string, limit?: Limit) => (limit ? limitAfter(calendar, instant, limit).dueAt : instant);
  if (at.kind === 'after') return from(startedAt, at.limit);
  if (dueAt === undefined) throw new RangeError('a step relative to a deadline needs one');
  if (at.kind === 'due') return from(dueAt, at.limit);
  return plusMs(startedAt, Math.round((Math.max(0, msBetween(startedAt, dueAt)) * at.percent) / 100));
};

/**
 * The moments of a ladder's steps, in order of the steps (R-077, decisions.md 11).
 * @throws RangeError when a step is relative to a deadline and there is none, or the plan is not valid.
 */
export const stepTimes = (
  plan: PlanDocument,
  calendar: HolidayCalendar,
  ladder: LadderName,
  { startedAt, dueAt }: LadderSpan,
): StepTime[] => {
  const working = workingCalendar(calendar, plan.calendar);
  return plan.escalationLadders[ladder].map(({ at, tell, acknowledgeWithin, repeat }, step) => {
    const parsed = parseStepAt(at);
    if (!parsed) throw new RangeError(`not a moment of a ladder: ${at}`);
    return {
      step,
      at: moment(working, parsed, startedAt, dueAt),
      tell,
      ...(acknowledgeWithin !== undefined && { acknowledgeWithinMs: elapsedMs(acknowledgeWithin) }),
      ...(repeat !== undefined && { repeatMs: elapsedMs(repeat) }),
    };
  });
};
