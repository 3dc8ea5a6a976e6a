import { happened, refuse, type Decision } from '@redress/kernel';
import { amountFault, type Measure } from '@redress/plan-rules';
import type { ApproveResolutionPlan, CaseRefusal, ProposeResolutionPlan, RejectResolutionPlan } from './case-commands';
import type { CaseEvent, ResolutionPlanAdopted, ResolutionPlanProposed } from './case-events';
import type { CaseFile } from './case-file';
import type { CaseIn, LivingCase, Proposal } from './case-state';
import { isRefused } from './offers';

type Decided = Decision<CaseEvent, CaseRefusal>;

const parts = [
  'kind',
  'amountYuan',
  'form',
  'department',
  'responsible',
  'dueAt',
] as const satisfies readonly (keyof Measure)[];

const sameMeasures = (some: readonly Measure[], others: readonly Measure[]): boolean =>
  some.length === others.length &&
  some.every((measure, index) => parts.every((part) => others[index]?.[part] === measure[part]));

/** A substantiated complaint is put right, an unsubstantiated one explained; a compensation names its sum. */
const faultIn = (measures: readonly Measure[], substantiated: boolean, at: string): CaseRefusal | undefined => {
  const past = ({ dueAt }: Measure): boolean => dueAt !== undefined && Date.parse(dueAt) <= Date.parse(at);
  if (measures.some(past)) return 'measure-due-in-the-past';
  const has = (kind: Measure['kind']): boolean => measures.some((measure) => measure.kind === kind);
  if (!substantiated && !has('explanation')) return 'explanation-required';
  if (substantiated && measures.every(({ kind }) => kind === 'explanation')) return 'remedy-required';
  return amountFault(measures);
};

const proposeNext = ({ data }: ProposeResolutionPlan, state: CaseIn<'investigated' | 'adopted'>): Decided => {
  const { complaintId, measures, description, approverRole, at, by } = data;
  const fault = faultIn(measures, state.substantiated, at);
  if (fault) return refuse(fault);
  const proposalNo = state.proposals + 1;
  const proposed: ResolutionPlanProposed = {
    type: 'ResolutionPlanProposed',
    data: {
      complaintId,
      proposalNo,
      proposedAt: at,
      proposedBy: by,
      measures: [...measures],
      description,
      ...(approverRole && { approverRole }),
    },
  };
  return approverRole ? happened(proposed) : happened<CaseEvent>(proposed, adopted(complaintId, proposalNo, at));
};

const adopted = (complaintId: string, proposalNo: number, adoptedAt: string): ResolutionPlanAdopted => ({
  type: 'ResolutionPlanAdopted',
  data: { complaintId, proposalNo, adoptedAt },
});

/** An adopted plan is replaced only while its result is not told, and only where something of it was refused. */
const proposeAnother = (
  command: ProposeResolutionPlan,
  state: CaseIn<'adopted' | 'informed' | 'evaluated'>,
  offers: CaseFile['offers'],
): Decided => {
  if (sameMeasures(state.proposal.measures, command.data.measures)) return happened();
  return state.status === 'adopted' && isRefused(offers, state.proposal)
    ? proposeNext(command, state)
    : refuse('resolution-plan-already-adopted');
};

/**
 * Puts a resolution plan forward; it is adopted at once where no approval is required (R-051, decisions.md 9). It may
 * replace an adopted one of which the complainant refused a compensation, until the result is told.
 */
export const proposeResolutionPlan = (
  command: ProposeResolutionPlan,
  state: LivingCase,
  { offers }: CaseFile,
): Decided => {
  switch (state.status) {
    case 'none':
      return refuse('case-not-opened');
    case 'opened':
    case 'assigned':
    case 'investigating':
      return refuse('investigation-not-completed');
    case 'investigated':
      return proposeNext(command, state);
    case 'proposed':
      return sameMeasures(state.proposal.measures, command.data.measures) ? happened() : refuse('proposal-pending');
    case 'closed':
      return refuse('case-closed');
    default:
      return proposeAnother(command, state, offers);
  }
};

type Verdict = (ApproveResolutionPlan | RejectResolutionPlan)['data'];

/** Nobody approves what he proposed himself, and only the role the plan names may. */
const mayJudge = ({ by, roles }: Verdict, { proposedBy, approverRole }: Proposal): CaseRefusal | undefined => {
  if (by === proposedBy) return 'approver-is-proposer';
  return approverRole && !roles.includes(approverRole) ? 'approver-role-missing' : undefined;
};

/** What is wrong with judging this proposal now, or the proposal itself. */
const pendingProposal = (data: Verdict, state: LivingCase): CaseRefusal | undefined => {
  if (state.status === 'none') return 'case-not-opened';
  if (state.status !== 'proposed') return 'proposal-unknown';
  if (state.proposal.proposalNo !== data.proposalNo) return 'proposal-unknown';
  return mayJudge(data, state.proposal);
};

const adoptedAlready = (state: LivingCase, proposalNo: number): boolean =>
  'proposal' in state && state.status !== 'proposed' && state.proposal.proposalNo === proposalNo;

/** Approves the pending proposal, which is thereby adopted. */
export const approveResolutionPlan = ({ data }: ApproveResolutionPlan, state: LivingCase): Decided => {
  const { complaintId, proposalNo, at, by } = data;
  if (adoptedAlready(state, proposalNo)) return happened();
  const refusal = pendingProposal(data, state);
  if (refusal) return refuse(refusal);
  return happened<CaseEvent>(
    { type: 'ResolutionPlanApproved', data: { complaintId, proposalNo, approvedAt: at, approvedBy: by } },
    adopted(complaintId, proposalNo, at),
  );
};

const rejectedAlready = (state: LivingCase, proposalNo: number): boolean => {
  if ('proposal' in state) return proposalNo < state.proposal.proposalNo;
  return state.status === 'investigated' && proposalNo <= state.proposals;
};

/** Rejects the pending proposal; the case waits for a better one. */
export const rejectResolutionPlan = ({ data }: RejectResolutionPlan, state: LivingCase): Decided => {
  const { complaintId, proposalNo, reason, at, by } = data;
  if (rejectedAlready(state, proposalNo)) return happened();
  if (adoptedAlready(state, proposalNo)) return refuse('resolution-plan-already-adopted');
  const refusal = pendingProposal(data, state);
  if (refusal) return refuse(refusal);
  return happened({
    type: 'ResolutionPlanRejected',
    data: { complaintId, proposalNo, rejectedAt: at, rejectedBy: by, reason },
  });
};
