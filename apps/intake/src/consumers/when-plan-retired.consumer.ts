import type { PlanRetired } from '@redress/contracts';
import type { CommitEnvelope } from '@redress/kernel';
import type { PlanCopies } from '@redress/plan-copies';

/** A retired version governs no new complaints; those pinned to it keep it. */
export const whenPlanRetired = (plans: PlanCopies, data: PlanRetired, { siteId }: CommitEnvelope): Promise<void> =>
  plans.retire(siteId, `${data.planId}@${data.planVersion}`, data.retiredAt);
