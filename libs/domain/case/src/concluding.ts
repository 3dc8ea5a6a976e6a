import { happened, refuse, type Decision } from '@redress/kernel';
import type { CaseRefusal, CloseCase, EvaluateOutcome, GiveFeedback, WithdrawCase } from './case-commands';
import type { CaseEvent } from './case-events';
import type { CaseIn, LivingCase } from './case-state';
import { openMeasures } from './executing';

type Decided = Decision<CaseEvent, CaseRefusal>;

/** Records the feedback to the complainant; only an adopted plan has a result to tell. */
export const giveFeedback = ({ data: { complaintId, feedback, at, by } }: GiveFeedback, state: LivingCase): Decided => {
  switch (state.status) {
    case 'none':
      return refuse('case-not-opened');
    case 'adopted':
      return happened({ type: 'FeedbackGiven', data: { complaintId, givenAt: at, givenBy: by, feedback } });
    case 'informed':
    case 'evaluated':
      return happened();
    case 'closed':
      return refuse('case-closed');
    default:
      return refuse('resolution-plan-not-adopted');
  }
};

/** Records the evaluation; it may be made again while the case is open, until the measures worked. */
export const evaluateOutcome = (
  { data: { complaintId, effective, at, by } }: EvaluateOutcome,
  state: LivingCase,
): Decided => {
  if (state.status === 'none') return refuse('case-not-opened');
  if (state.status === 'closed') return refuse('case-closed');
  if (state.status !== 'informed' && state.status !== 'evaluated') return refuse('feedback-not-given');
  if (state.status === 'evaluated' && state.effective === effective) return happened();
  return happened({ type: 'OutcomeEvaluated', data: { complaintId, evaluatedAt: at, evaluatedBy: by, effective } });
};

const closeEvaluated = (
  { complaintId, at, by }: Pick<CloseCase['data'], 'complaintId' | 'at' | 'by'>,
  state: CaseIn<'evaluated'>,
): Decided => {
  if (!state.effective) return refuse('outcome-not-effective');
  const open = openMeasures(state);
  if (open.length > 0) return refuse('measure-open', { measures: open });
  return happened({ type: 'CaseClosed', data: { complaintId, closedAt: at, closedBy: by } });
};

/** Closes the case; it stays open while the problem is not solved or a measure is not done. */
export const closeCase = ({ data }: CloseCase, state: LivingCase): Decided => {
  switch (state.status) {
    case 'none':
      return refuse('case-not-opened');
    case 'closed':
      return happened();
    case 'evaluated':
      return closeEvaluated(data, state);
    default:
      return refuse('outcome-not-evaluated');
  }
};

/** Ends a case whose complaint was withdrawn; what is closed stays closed. */
export const withdrawCase = ({ data: { complaintId, at } }: WithdrawCase, state: LivingCase): Decided =>
  state.status === 'none' || state.status === 'closed'
    ? happened()
    : happened({ type: 'CaseWithdrawn', data: { complaintId, withdrawnAt: at } });
