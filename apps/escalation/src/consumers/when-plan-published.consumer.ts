import type { PlanPublished } from '@redress/contracts';
import type { PlanCopy } from '@redress/plan-copies';
import type { PlanDocument } from '@redress/plan-rules';

/** The copy a service keeps of a published plan (decisions.md 8); planning validated the document. */
export const planCopyOf = (siteId: string, published: PlanPublished): PlanCopy<PlanDocument> => {
  const { planId, planVersion, effectiveFrom, publishedAt, calendarRef, document } = published;
  return {
    planRef: `${planId}@${planVersion}`,
    siteId,
    planId,
    planVersion,
    effectiveFrom,
    publishedAt,
    calendarRef,
    document: document as object as PlanDocument,
  };
};
