import { lineageOf } from './categories';
import type { PlanDocument } from './plan-document';
import type { Grade, Impact, Level, Priority, Selector } from './plan-vocabulary';

/** What is known of a complaint's classification; what is not known matches nothing that asks for it. */
export interface Graded {
  readonly priority?: Priority;
  readonly level?: Level;
  readonly impact?: Impact;
  readonly severity?: Grade;
  readonly category?: string;
}

const among = (wanted: string | readonly string[] | undefined, values: readonly string[]): boolean =>
  wanted === undefined || (typeof wanted === 'string' ? [wanted] : wanted).some((one) => values.includes(one));

const known = (value: string | undefined): string[] => (value === undefined ? [] : [value]);

/** Whether a complaint is one of those a selector means: every field it names must match. */
export const selects = (plan: Pick<PlanDocument, 'categories'>, selector: Selector, subject: Graded): boolean =>
  among(selector.priority, known(subject.priority)) &&
  among(selector.level, known(subject.level)) &&
  among(selector.impact, known(subject.impact)) &&
  among(selector.category, subject.category === undefined ? [] : lineageOf(plan, subject.category));
