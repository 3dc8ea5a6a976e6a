import type { PlanPublished } from '@redress/contracts';
import type { CommitEnvelope } from '@redress/kernel';
import type { PlanCopies } from '@redress/plan-copies';

/** Keeps a copy of every plan version: the one a complaint is pinned to says whose approval a proposal needs. */
export const whenPlanPublished = (
  plans: PlanCopies,
  data: PlanPublished,
  { siteId }: CommitEnvelope,
): Promise<void> => {
  const { planId, planVersion, effectiveFrom, publishedAt, calendarRef, document } = data;
  const planRef = `${planId}@${planVersion}`;
  return plans.keep({ planRef, siteId, planId, planVersion, effectiveFrom, publishedAt, calendarRef, document });
};
