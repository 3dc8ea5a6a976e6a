import type { PlanDocument } from './plan-document';
import type { Role } from './plan-vocabulary';

/** How much a role may give a complainant on its own authority. */
export interface AuthorityLimit {
  readonly role: Role;
  /** Yuan, of all compensations of one resolution plan or settlement together; that much is still allowed. */
  readonly upTo: number;
}

/** What a plan lets somebody give. */
export interface Authority {
  /** The roles they hold. */
  readonly roles: readonly Role[];
  readonly limits: readonly AuthorityLimit[];
}

/** Why somebody may not give an amount. */
export interface AuthorityFault {
  /** What they may give, yuan; 0 where the plan names none of their roles. */
  readonly limitYuan: number;
  /** Who may give it. */
  readonly roles: readonly Role[];
}

/** What the plan lets whoever holds these roles give; undefined where it sets no limits. */
export const authorityOf = ({ authority }: PlanDocument, roles: readonly Role[]): Authority | undefined =>
  authority && { roles, limits: authority };

/** Why an amount is beyond an authority; undefined when it is not, or when there are no limits. */
export const authorityFault = (authority: Authority | undefined, amountYuan: number): AuthorityFault | undefined => {
  if (!authority) return undefined;
  const { roles, limits } = authority;
  const limitYuan = Math.max(0, ...limits.flatMap(({ role, upTo }) => (roles.includes(role) ? [upTo] : [])));
  if (amountYuan <= limitYuan) return undefined;
  return { limitYuan, roles: limits.flatMap(({ role, upTo }) => (upTo >= amountYuan ? [role] : [])) };
};
