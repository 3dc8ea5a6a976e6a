import { lineageOf } from './categories';
import { holds } from './condition';
import { compensationYuan } from './measures';
import type { PlanDocument } from './plan-document';
import type { Role } from './plan-vocabulary';
import type { Graded } from './selector';

/**
 * The role that must approve a proposal of measures, by the first rule that matches; undefined when the plan
 * asks for no approval. `compensation` is what the whole proposal pays, in yuan.
 */
export const approverFor = (
  plan: PlanDocument,
  measures: readonly { readonly kind: string; readonly amountYuan?: number }[],
  graded: Graded = {},
): Role | undefined => {
  const compensation = compensationYuan(measures);
  const { category, ...rest } = graded;
  const facts = { ...rest, compensation, ...(category !== undefined && { category: lineageOf(plan, category) }) };
  return plan.approvals.find(({ what, when }) => what === 'resolutionPlan' && holds(when, facts))?.by;
};
