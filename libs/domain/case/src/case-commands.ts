import type { Message, Sealed } from '@redress/kernel';
import type { AmountFault, Authority, Measure, Role } from '@redress/plan-rules';
import type { AnswerMedium, CallBackMedium } from './answer-media';
import type { ActMethod, Party, ReopenedStage, Respondent, TeamMember } from './case-events';
import type { IssueMethod } from './compensation-events';
import type { Proceeding } from './proceeding-events';
import type { ProblemKind } from './supervision-events';

interface OfCase {
  readonly complaintId: string;
  /** The moment of the command, ISO-8601 UTC. */
  readonly at: string;
}

interface ByStaff extends OfCase {
  /** `staff:<id>` or `system:<service>`. */
  readonly by: string;
}

/** Opens the case of an accepted complaint. */
export type OpenCase = Message<'OpenCase', OfCase>;
/** Gives the case to a handler, or to another one. */
export type AssignCase = Message<'AssignCase', ByStaff & { handlerId: string }>;
/** Says who works on the case beside its handler. */
export type SetTeam = Message<'SetTeam', ByStaff & { members: readonly TeamMember[] }>;
/** Begins the investigation. */
export type StartInvestigation = Message<'StartInvestigation', ByStaff>;
/** Puts on record what was done to find out what happened. */
export type RecordInvestigationAct = Message<
  'RecordInvestigationAct',
  ByStaff & { method: ActMethod; party?: Party; obtained: boolean; actedAt: string; findings: Sealed }
>;
/** Says who is complained against. */
export type NameRespondent = Message<'NameRespondent', ByStaff & { respondent: Respondent }>;
/** Says that a member of staff is not concerned after all. */
export type ClearRespondent = Message<'ClearRespondent', ByStaff & { staffId: string; reason: Sealed }>;
/** Puts on record what was done besides. */
export type RecordProceeding = Message<'RecordProceeding', ByStaff & Proceeding>;
/** Puts on record what supervision finds wrong with the handling. */
export type ReportProblem = Message<'ReportProblem', ByStaff & { kind: ProblemKind; words: Sealed }>;
/** Says how a problem was solved. */
export type SolveProblem = Message<'SolveProblem', ByStaff & { problemNo: number; words: Sealed }>;
/** Ends the investigation with a finding; `rootCause` is a code, needed where the complaint is substantiated. */
export type CompleteInvestigation = Message<
  'CompleteInvestigation',
  ByStaff & { substantiated: boolean; rootCause?: string; report: Sealed }
>;
/** Puts a resolution plan forward. `approverRole` is what the pinned emergency plan demands for these measures. */
export type ProposeResolutionPlan = Message<
  'ProposeResolutionPlan',
  ByStaff & { measures: readonly Measure[]; description: Sealed; approverRole?: Role }
>;
/** Says yes to a proposal. `roles` are those the approver holds. */
export type ApproveResolutionPlan = Message<
  'ApproveResolutionPlan',
  ByStaff & { proposalNo: number; roles: readonly Role[] }
>;
/** Says no to a proposal. `roles` are those the approver holds. */
export type RejectResolutionPlan = Message<
  'RejectResolutionPlan',
  ByStaff & { proposalNo: number; roles: readonly Role[]; reason: Sealed }
>;
interface Giving extends ByStaff {
  /** What the pinned plan lets the caller give; absent where it sets no limits. */
  readonly authority?: Authority;
}

/** Records that a measure of the adopted plan is done. */
export type CompleteMeasure = Message<'CompleteMeasure', Giving & { measureNo: number; note: Sealed }>;
/** Records that a compensation of the adopted plan was offered to the complainant. */
export type OfferCompensation = Message<
  'OfferCompensation',
  Giving & { measureNo: number; medium: AnswerMedium; toldAt: string; words?: Sealed }
>;
/** The complainant answers an offer. */
export type AnswerCompensation = Message<
  'AnswerCompensation',
  ByStaff & { offerNo: number; accepted: boolean; medium: AnswerMedium; words?: Sealed }
>;
/** Records that an accepted compensation reached the complainant. */
export type IssueCompensation = Message<
  'IssueCompensation',
  Giving & { offerNo: number; method: IssueMethod; issuedAt: string; reference: Sealed }
>;
/** Records that the result was told to the complainant; the plan says until when an answer counts, and what follows. */
export type GiveFeedback = Message<
  'GiveFeedback',
  ByStaff & { feedback: Sealed; answerBy?: string; callBackAt?: string; publishBy?: string }
>;

interface MayReopen extends ByStaff {
  /** How often the pinned plan lets a complainant have the case reopened. */
  readonly reopenings: number;
}

/** The complainant answers whether the result satisfies. */
export type RecordSatisfaction = Message<'RecordSatisfaction', MayReopen & { satisfied: boolean; opinion?: Sealed }>;
/** Records a call-back; `satisfied` is what the complainant said, where it was said. */
export type RecordCallBack = Message<
  'RecordCallBack',
  MayReopen & { medium: CallBackMedium; reached: boolean; madeAt: string; satisfied?: boolean; opinion?: Sealed }
>;
/** Takes the case up again for a reason; without a stage, at the one that follows from the finding. */
export type ReopenCase = Message<'ReopenCase', ByStaff & { reason: Sealed; stage?: ReopenedStage }>;
/** Records whether the measures worked; may be repeated until they did. */
export type EvaluateOutcome = Message<'EvaluateOutcome', ByStaff & { effective: boolean }>;
/** Closes the case. */
export type CloseCase = Message<'CloseCase', ByStaff>;
/** Ends the case of a complaint that was withdrawn. */
export type WithdrawCase = Message<'WithdrawCase', OfCase>;
/** Ends the case of a complaint that was merged into another, for as long as it is. */
export type MergeCase = Message<'MergeCase', OfCase>;
/** Has a merged case go on from where it stood. */
export type ResumeCase = Message<'ResumeCase', OfCase>;

/** Everything a case can be asked to do. */
export type CaseCommand =
  | OpenCase
  | AssignCase
  | SetTeam
  | StartInvestigation
  | RecordInvestigationAct
  | NameRespondent
  | ClearRespondent
  | RecordProceeding
  | ReportProblem
  | SolveProblem
  | CompleteInvestigation
  | ProposeResolutionPlan
  | ApproveResolutionPlan
  | RejectResolutionPlan
  | CompleteMeasure
  | OfferCompensation
  | AnswerCompensation
  | IssueCompensation
  | GiveFeedback
  | RecordSatisfaction
  | RecordCallBack
  | ReopenCase
  | EvaluateOutcome
  | CloseCase
  | WithdrawCase
  | MergeCase
  | ResumeCase;

/** Why a case says no. */
export type CaseRefusal =
  | 'case-not-opened'
  | 'case-not-assigned'
  | 'case-closed'
  | 'member-twice'
  | 'case-withdrawn'
  | 'case-merged'
  | 'investigation-not-started'
  | 'investigation-not-completed'
  | 'acted-in-the-future'
  | 'outcome-of-another-kind'
  | 'body-required'
  | 'complainant-not-heard'
  | 'respondent-not-heard'
  | 'root-cause-required'
  | 'respondent-required'
  | 'respondent-unknown'
  | 'handler-is-named'
  | 'actor-is-named'
  | 'investigation-already-completed'
  | 'remedy-required'
  | 'explanation-required'
  | AmountFault
  | 'measure-due-in-the-past'
  | 'proposal-pending'
  | 'proposal-unknown'
  | 'approver-is-proposer'
  | 'approver-role-missing'
  | 'resolution-plan-not-adopted'
  | 'resolution-plan-already-adopted'
  | 'measure-unknown'
  | 'measure-done'
  | 'measure-open'
  | 'beyond-authority'
  | 'compensation-was-offered'
  | 'compensation-not-accepted'
  | 'compensation-unissued'
  | 'offer-unknown'
  | 'offer-lapsed'
  | 'offer-already-answered'
  | 'feedback-not-given'
  | 'answer-too-late'
  | 'answer-without-contact'
  | 'problem-unknown'
  | 'outcome-not-evaluated'
  | 'outcome-not-effective';
