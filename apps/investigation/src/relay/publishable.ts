import { caseDecider } from '@redress/case';
import { assertPublishable } from '@redress/contracts';
import { toMessage } from './to-message';

/**
 * The decider of cases, whose events keep their contracts: one that does not fails its command, instead of stopping the
 * relay for everybody once it is stored.
 * @throws ContractViolation (from decide) naming the type and the field
 */
export const publishableCaseDecider: typeof caseDecider = {
  ...caseDecider,
  decide: (command, state) => {
    const decision = caseDecider.decide(command, state);
    const messages = decision.ok ? decision.events.map((event) => toMessage(event)) : [];
    for (const message of messages) if (message) assertPublishable('investigation', message);
    return decision;
  },
};
