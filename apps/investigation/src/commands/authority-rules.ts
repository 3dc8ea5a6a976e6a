import { Inject, Injectable } from '@nestjs/common';
import type { PlanCopies } from '@redress/plan-copies';
import { authorityOf, type Authority, type PlanDocument, type Role } from '@redress/plan-rules';
import { PLAN_COPIES } from '@redress/platform';
import type { KnownComplaint } from './known-complaints';

/** What the plan that governs a complaint lets people give. */
@Injectable()
export class AuthorityRules {
  constructor(@Inject(PLAN_COPIES) private readonly plans: PlanCopies<PlanDocument>) {}

  /**
   * What whoever holds these roles may give, as a command carries it; nothing where the plan sets no limits.
   * @throws TransientFault while the plan is not here
   */
  async of({ siteId, planRef }: KnownComplaint, roles: readonly Role[]): Promise<{ readonly authority?: Authority }> {
    const { document } = await this.plans.get(siteId, planRef);
    const authority = authorityOf(document, roles);
    return authority ? { authority } : {};
  }
}
