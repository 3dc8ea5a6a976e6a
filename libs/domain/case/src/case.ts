import type { Decider } from '@redress/kernel';
import type { CaseCommand, CaseRefusal } from './case-commands';
import type { CaseEvent } from './case-events';
import { evolveCase, type Case } from './case-state';
import { closeCase, evaluateOutcome, giveFeedback } from './concluding';
import { assignCase, completeInvestigation, openCase, startInvestigation } from './investigating';
import { approveResolutionPlan, proposeResolutionPlan, rejectResolutionPlan } from './resolving';

/** The handling of an accepted complaint, from its assignment to its closing; stream `case-<complaintId>`. */
export const caseDecider: Decider<Case, CaseCommand, CaseEvent, CaseRefusal> = {
  initial: { status: 'none' },
  decide: (command, state) => {
    switch (command.type) {
      case 'OpenCase':
        return openCase(command, state);
      case 'AssignCase':
        return assignCase(command, state);
      case 'StartInvestigation':
        return startInvestigation(command, state);
      case 'CompleteInvestigation':
        return completeInvestigation(command, state);
      case 'ProposeResolutionPlan':
        return proposeResolutionPlan(command, state);
      case 'ApproveResolutionPlan':
        return approveResolutionPlan(command, state);
      case 'RejectResolutionPlan':
        return rejectResolutionPlan(command, state);
      case 'GiveFeedback':
        return giveFeedback(command, state);
      case 'EvaluateOutcome':
        return evaluateOutcome(command, state);
      case 'CloseCase':
        return closeCase(command, state);
    }
  },
  evolve: evolveCase,
};
