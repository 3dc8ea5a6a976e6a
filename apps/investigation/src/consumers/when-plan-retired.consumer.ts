import type { PlanRetired } from '@redress/contracts';
import type { CommitEnvelope } from '@redress/kernel';
import type { PlanCopies } from '@redress/plan-copies';

/** A retired version goes on governing the complaints that are pinned to it. */
export const whenPlanRetired = (plans: PlanCopies, data: PlanRetired, { siteId }: CommitEnvelope): Promise<void> =>
  plans.retire(siteId, `${data.planId}@${data.planVersion}`, data.retiredAt);
