import { Inject, Injectable } from '@nestjs/common';
import { requiredCalendar } from '@redress/calendar';
import type { PlanCopies } from '@redress/plan-copies';
import { aftercareTimes, usualAftercare, type AftercareTimes, type PlanDocument } from '@redress/plan-rules';
import { PLAN_COPIES } from '@redress/platform';
import type { KnownComplaint } from './known-complaints';

/** What the plan that governs a complaint says of the time after its result was told. */
@Injectable()
export class AftercareRules {
  constructor(@Inject(PLAN_COPIES) private readonly plans: PlanCopies<PlanDocument>) {}

  /** @throws TransientFault while the plan, or the calendar it counts by, is not here */
  async timesOf({ siteId, planRef, graded }: KnownComplaint, toldAt: string): Promise<AftercareTimes> {
    const { document, calendarRef } = await this.plans.get(siteId, planRef);
    return aftercareTimes(document, requiredCalendar(calendarRef), toldAt, graded);
  }

  /** How often a complainant may have the case reopened. @throws TransientFault while the plan is not here */
  async reopeningsOf({ siteId, planRef }: KnownComplaint): Promise<number> {
    const { document } = await this.plans.get(siteId, planRef);
    return (document.aftercare ?? usualAftercare).reopenings;
  }
}
