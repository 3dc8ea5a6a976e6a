import type { Message, Sealed } from '@redress/kernel';
import type { Measure, Role } from '@redress/plan-rules';
import type { AnswerMedium, CallBackMedium } from './answer-media';
import type { CompensationEvent } from './compensation-events';
import type { OfCase } from './of-case';
import type { ProceedingRecorded } from './proceeding-events';
import type { ProblemFound, ProblemSolved } from './supervision-events';

/** An accepted complaint has its case. */
export type CaseOpened = Message<'CaseOpened', OfCase & { openedAt: string }>;
/** The case has a handler. */
export type CaseAssigned = Message<
  'CaseAssigned',
  OfCase & { handlerId: string; assignedAt: string; assignedBy: string }
>;
/** Somebody who works on a case beside its handler, and for which department. */
export interface TeamMember {
  readonly staffId: string;
  /** Code of the department. */
  readonly department?: string;
}

/** Who works on the case beside its handler, from now on; nobody where the list is empty. */
export type CaseTeamSet = Message<'CaseTeamSet', OfCase & { members: TeamMember[]; setAt: string; setBy: string }>;
/** The investigation began. */
export type InvestigationStarted = Message<'InvestigationStarted', OfCase & { startedAt: string; startedBy: string }>;
/** How an investigation proceeds. */
export type ActMethod = 'onSiteInspection' | 'questioning' | 'documentReview' | 'phone' | 'meeting';

/** The two sides of a complaint, who are both heard before a finding. */
export type Party = 'complainant' | 'respondent';

/** A person complained against: a member of staff by id, anybody else in sealed words. */
export interface Respondent {
  readonly staffId?: string;
  /** Code of the department concerned. */
  readonly department?: string;
  readonly description?: Sealed;
}

/** Something was done to find out what happened. */
export type InvestigationActRecorded = Message<
  'InvestigationActRecorded',
  OfCase & {
    method: ActMethod;
    /** Whose account it was about, where it was one. */
    party?: Party;
    /** False where the account could not be had: the attempt counts. */
    obtained: boolean;
    actedAt: string;
    recordedAt: string;
    recordedBy: string;
    findings: Sealed;
  }
>;
/** Somebody is complained against, and from now on does nothing in this case. */
export type RespondentNamed = Message<'RespondentNamed', OfCase & Respondent & { namedAt: string; namedBy: string }>;
/** A member of staff turned out not to be concerned. */
export type RespondentCleared = Message<
  'RespondentCleared',
  OfCase & { staffId: string; clearedAt: string; clearedBy: string; reason: Sealed }
>;
/** The investigation ended with a finding and a report. */
export type InvestigationCompleted = Message<
  'InvestigationCompleted',
  OfCase & { completedAt: string; completedBy: string; substantiated: boolean; rootCause?: string; report: Sealed }
>;
/** A resolution plan was put forward; with `approverRole` it waits for that role. */
export type ResolutionPlanProposed = Message<
  'ResolutionPlanProposed',
  OfCase & {
    proposalNo: number;
    proposedAt: string;
    proposedBy: string;
    measures: Measure[];
    description: Sealed;
    approverRole?: Role;
  }
>;
/** The role the plan names said yes. */
export type ResolutionPlanApproved = Message<
  'ResolutionPlanApproved',
  OfCase & { proposalNo: number; approvedAt: string; approvedBy: string }
>;
/** The role the plan names said no, with its reason; another proposal may follow. */
export type ResolutionPlanRejected = Message<
  'ResolutionPlanRejected',
  OfCase & { proposalNo: number; rejectedAt: string; rejectedBy: string; reason: Sealed }
>;
/** The resolution plan binds now: on approval, or at once where none is required (decisions.md 9). */
export type ResolutionPlanAdopted = Message<
  'ResolutionPlanAdopted',
  OfCase & { proposalNo: number; adoptedAt: string }
>;
/** A measure of the adopted plan is done; measures count from 1 in the order of the plan. */
export type MeasureCompleted = Message<
  'MeasureCompleted',
  OfCase & { measureNo: number; completedAt: string; completedBy: string; note: Sealed }
>;
/** The complainant was told the result. */
export type FeedbackGiven = Message<
  'FeedbackGiven',
  OfCase & {
    givenAt: string;
    givenBy: string;
    feedback: Sealed;
    /** Until when the complainant may answer and be heard again; absent in what was told before this was asked. */
    answerBy?: string;
    /** When the plan wants the complainant called back. */
    callBackAt?: string;
    /** By when the plan wants the result made public. */
    publishBy?: string;
  }
>;
/** The complainant said whether the result satisfies. The latest answer of a round counts. */
export type SatisfactionRecorded = Message<
  'SatisfactionRecorded',
  OfCase & {
    round: number;
    satisfied: boolean;
    medium: AnswerMedium;
    recordedAt: string;
    /** `visitor`, or the member of staff who heard it. */
    recordedBy: string;
    opinion?: Sealed;
  }
>;
/** The complainant was called back, or was not reached. */
export type CallBackRecorded = Message<
  'CallBackRecorded',
  OfCase & {
    round: number;
    medium: CallBackMedium;
    reached: boolean;
    madeAt: string;
    recordedAt: string;
    recordedBy: string;
    opinion?: Sealed;
  }
>;
/** Why a case is taken up again. */
export type ReopeningCause = 'notSatisfied' | 'notEffective' | 'ordered';
/** The stage at which a reopened case goes on. */
export type ReopenedStage = 'investigation' | 'resolutionPlan';
/** The case is taken up again, in another round. */
export type CaseReopened = Message<
  'CaseReopened',
  OfCase & {
    /** The round that begins, from 2. */
    round: number;
    cause: ReopeningCause;
    stage: ReopenedStage;
    reopenedAt: string;
    reopenedBy: string;
    reason?: Sealed;
  }
>;
/** Whether the measures worked. */
export type OutcomeEvaluated = Message<
  'OutcomeEvaluated',
  OfCase & { evaluatedAt: string; evaluatedBy: string; effective: boolean }
>;
/** The case is closed. */
export type CaseClosed = Message<'CaseClosed', OfCase & { closedAt: string; closedBy: string }>;
/** The complaint was withdrawn: nothing more is done about it. */
export type CaseWithdrawn = Message<'CaseWithdrawn', OfCase & { withdrawnAt: string }>;
/** The complaint was merged into another, which is handled for both. */
export type CaseMerged = Message<'CaseMerged', OfCase & { mergedAt: string }>;
/** The complaint stands on its own again: its case goes on from where it stood. */
export type CaseResumed = Message<'CaseResumed', OfCase & { resumedAt: string }>;

/** Everything that can happen to a case. */
export type CaseEvent =
  | CaseOpened
  | CaseAssigned
  | CaseTeamSet
  | InvestigationStarted
  | InvestigationActRecorded
  | RespondentNamed
  | RespondentCleared
  | ProceedingRecorded
  | ProblemFound
  | ProblemSolved
  | InvestigationCompleted
  | ResolutionPlanProposed
  | ResolutionPlanApproved
  | ResolutionPlanRejected
  | ResolutionPlanAdopted
  | CompensationEvent
  | MeasureCompleted
  | FeedbackGiven
  | SatisfactionRecorded
  | CallBackRecorded
  | OutcomeEvaluated
  | CaseReopened
  | CaseClosed
  | CaseWithdrawn
  | CaseMerged
  | CaseResumed;
