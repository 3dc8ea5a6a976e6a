import type { PlanDocument } from '@redress/plan-rules';
import { deadlineProblems } from './deadline-checks';
import { ladderProblems } from './ladder-checks';
import { nameProblems } from './names';
import { planShape } from './plan-shape';
import type { Problem } from './problem';
import { referenceProblems } from './references';
import { ruleOrderProblems } from './rule-order';

/** More than a person reads at once; the rest shows when these are mended. */
const mostProblems = 100;

const soundProblems = (plan: PlanDocument): Problem[] => [
  ...nameProblems(plan),
  ...referenceProblems(plan),
  ...ruleOrderProblems(plan),
  ...deadlineProblems(plan),
  ...ladderProblems(plan),
];

/** A plan document, or everything that is wrong with it (at most 100 problems). */
export type Validation =
  | { readonly ok: true; readonly document: PlanDocument }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Checks a candidate: first that every section and notation is as it has to be, then that the sections hang together:
 * names, facts and categories exist, every rule can be reached, ladders end at headquarters.
 */
export const checkPlan = (candidate: unknown): Validation => {
  const wrong = planShape(candidate, '');
  if (wrong.length > 0) return { ok: false, problems: wrong.slice(0, mostProblems) };
  const document = candidate as PlanDocument;
  const unsound = soundProblems(document);
  return unsound.length > 0 ? { ok: false, problems: unsound.slice(0, mostProblems) } : { ok: true, document };
};

/** Everything that is wrong with a candidate; none when it is a plan. */
export const validatePlan = (candidate: unknown): readonly Problem[] => {
  const checked = checkPlan(candidate);
  return checked.ok ? [] : checked.problems;
};
