import { happened, refuse, type Decision } from '@redress/kernel';
import type { CaseRefusal, CloseCase, EvaluateOutcome, GiveFeedback, WithdrawCase } from './case-commands';
import type { CaseEvent } from './case-events';
import type { CaseFile } from './case-file';
import type { LivingCase } from './case-state';
import { caseClosed, hindranceToClosing, isInformed } from './closing';
import { caseReopened } from './reopening';

type Decided = Decision<CaseEvent, CaseRefusal>;

/** Records the feedback to the complainant; only an adopted plan has a result to tell. */
export const giveFeedback = ({ data }: GiveFeedback, state: LivingCase): Decided => {
  const { complaintId, feedback, answerBy, callBackAt, publishBy, at, by } = data;
  switch (state.status) {
    case 'none':
      return refuse('case-not-opened');
    case 'adopted':
      return happened({
        type: 'FeedbackGiven',
        data: {
          complaintId,
          givenAt: at,
          givenBy: by,
          feedback,
          ...(answerBy !== undefined && { answerBy }),
          ...(callBackAt !== undefined && { callBackAt }),
          ...(publishBy !== undefined && { publishBy }),
        },
      });
    case 'informed':
    case 'evaluated':
      return happened();
    case 'closed':
      return refuse('case-closed');
    default:
      return refuse('resolution-plan-not-adopted');
  }
};

/**
 * Records the evaluation, of an open case again until the measures worked. It may come after the
 * closing, which a satisfied complainant brings about; a problem that turns out unsolved then reopens the case.
 */
export const evaluateOutcome = ({ data }: EvaluateOutcome, state: LivingCase, file: CaseFile): Decided => {
  const { complaintId, effective, at, by } = data;
  if (state.status === 'none') return refuse('case-not-opened');
  if (!isInformed(state)) return refuse('feedback-not-given');
  if ('effective' in state && state.effective === effective) return happened();
  const evaluated: CaseEvent = {
    type: 'OutcomeEvaluated',
    data: { complaintId, evaluatedAt: at, evaluatedBy: by, effective },
  };
  return state.status === 'closed' && !effective
    ? happened<CaseEvent>(evaluated, caseReopened(state, file, 'notEffective', data))
    : happened(evaluated);
};

/** Closes the case; it stays open while the problem is not solved or a measure is not done. */
export const closeCase = ({ data: { complaintId, at, by } }: CloseCase, state: LivingCase, file: CaseFile): Decided => {
  if (state.status === 'none') return refuse('case-not-opened');
  if (state.status === 'closed') return happened();
  if (!isInformed(state)) return refuse('outcome-not-evaluated');
  const hindrance = hindranceToClosing(state, file);
  return hindrance ? refuse(hindrance.refusal, hindrance.details) : happened(caseClosed(complaintId, at, by));
};

/** Ends a case whose complaint was withdrawn; what is closed stays closed. */
export const withdrawCase = ({ data: { complaintId, at } }: WithdrawCase, state: LivingCase): Decided =>
  state.status === 'none' || state.status === 'closed'
    ? happened()
    : happened({ type: 'CaseWithdrawn', data: { complaintId, withdrawnAt: at } });
