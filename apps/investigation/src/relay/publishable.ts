import { caseDecider } from '@redress/case';
import { assertPublishable } from '@redress/contracts';
import type { Decider } from '@redress/kernel';
import { toMessage, type InvestigationEvent } from './to-message';

/**
 * A decider whose events keep their contracts: one that does not fails its command, instead of stopping the relay for
 * everybody once it is stored.
 * @throws ContractViolation (from decide) naming the type and the field
 */
export const publishable = <
  S,
  C extends { type: string; data: object },
  E extends InvestigationEvent,
  R extends string,
>(
  decider: Decider<S, C, E, R>,
): Decider<S, C, E, R> => ({
  ...decider,
  decide: (command, state) => {
    const decision = decider.decide(command, state);
    const messages = decision.ok ? decision.events.map((event) => toMessage(event)) : [];
    for (const message of messages) if (message) assertPublishable('investigation', message);
    return decision;
  },
});

/** The decider of cases, whose events keep their contracts. */
export const publishableCaseDecider = publishable(caseDecider);
