import { happened, refuse, type Decider, type Decision } from '@redress/kernel';
import type { CaseCommand, CaseRefusal } from './case-commands';
import type { CaseEvent } from './case-events';
import { evolveCase, type Case, type LivingCase } from './case-state';
import { closeCase, evaluateOutcome, giveFeedback, withdrawCase } from './concluding';
import { assignCase, completeInvestigation, openCase, startInvestigation } from './investigating';
import { approveResolutionPlan, proposeResolutionPlan, rejectResolutionPlan } from './resolving';

type CommandOf<T extends CaseCommand['type']> = Extract<CaseCommand, { type: T }>;
type Decided = Decision<CaseEvent, CaseRefusal>;

/** One decision per command; the compiler demands all of them. */
const decisions: { readonly [T in CaseCommand['type']]: (command: CommandOf<T>, state: LivingCase) => Decided } = {
  OpenCase: openCase,
  AssignCase: assignCase,
  StartInvestigation: startInvestigation,
  CompleteInvestigation: completeInvestigation,
  ProposeResolutionPlan: proposeResolutionPlan,
  ApproveResolutionPlan: approveResolutionPlan,
  RejectResolutionPlan: rejectResolutionPlan,
  GiveFeedback: giveFeedback,
  EvaluateOutcome: evaluateOutcome,
  CloseCase: closeCase,
  WithdrawCase: withdrawCase,
};

/** After a withdrawal only its own repeat, and that of the opening before it, are no contradiction. */
const afterWithdrawal = ({ type }: CaseCommand): Decided =>
  type === 'WithdrawCase' || type === 'OpenCase' ? happened() : refuse('case-withdrawn');

const decide = <T extends CaseCommand['type']>(command: CommandOf<T> & { type: T }, state: Case): Decided =>
  state.status === 'withdrawn' ? afterWithdrawal(command) : decisions[command.type](command, state);

/** The handling of an accepted complaint, from its assignment to its closing; stream `case-<complaintId>`. */
export const caseDecider: Decider<Case, CaseCommand, CaseEvent, CaseRefusal> = {
  initial: { status: 'none' },
  decide,
  evolve: evolveCase,
};
