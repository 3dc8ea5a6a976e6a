import type { PlanPublished } from '@redress/contracts';
import type { CommitEnvelope } from '@redress/kernel';
import type { PlanCopies } from '@redress/plan-copies';

/** Keeps a copy of every plan version, so that planning need not be up for a complaint to be registered (decisions.md 8). */
export const whenPlanPublished = (
  plans: PlanCopies,
  data: PlanPublished,
  { siteId }: CommitEnvelope,
): Promise<void> => {
  const { planId, planVersion, effectiveFrom, publishedAt, calendarRef, document } = data;
  const planRef = `${planId}@${planVersion}`;
  return plans.keep({ planRef, siteId, planId, planVersion, effectiveFrom, publishedAt, calendarRef, document });
};
