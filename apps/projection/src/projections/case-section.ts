import type { Party } from '@redress/contracts';
import type { PublishedCommit } from '@redress/kernel';
import { judged, propose, reopen } from './case-rounds';
import { compensationFolds, lapsed, type CompensationEntry, type CompensationMessages } from './compensation-section';
import { foldEvents, type DataOf, type Folds } from './fold-events';

type Messages =
  | CompensationMessages
  | 'CaseOpened'
  | 'CaseAssigned'
  | 'CaseTeamSet'
  | 'InvestigationStarted'
  | 'InvestigationActRecorded'
  | 'RespondentNamed'
  | 'RespondentCleared'
  | 'ProceedingRecorded'
  | 'ProblemFound'
  | 'ProblemSolved'
  | 'InvestigationCompleted'
  | 'ResolutionPlanProposed'
  | 'ResolutionPlanApproved'
  | 'ResolutionPlanRejected'
  | 'ResolutionPlanAdopted'
  | 'MeasureCompleted'
  | 'FeedbackGiven'
  | 'SatisfactionRecorded'
  | 'CallBackRecorded'
  | 'OutcomeEvaluated'
  | 'CaseReopened'
  | 'CaseClosed'
  | 'CaseWithdrawn'
  | 'CaseMerged'
  | 'CaseResumed';

/** What a message says of its case. */
export type Without<T> = Omit<T, 'complaintId'>;

/** Where the resolution plan of a case stands. */
export interface ResolutionPlan extends Without<DataOf<'ResolutionPlanProposed'>> {
  readonly judgement: 'open' | 'approved' | 'rejected';
  readonly judgedAt?: string;
  readonly judgedBy?: string;
  readonly rejection?: DataOf<'ResolutionPlanRejected'>['reason'];
}

/** Something that supervision found, and what was done about it. */
export interface SupervisedProblem extends Without<DataOf<'ProblemFound'>> {
  readonly solved?: Without<DataOf<'ProblemSolved'>>;
}

/** An adopted plan that another took the place of in its round, and what of it is done. */
export type ReplacedPlan = Pick<Round, 'plan' | 'adoptedAt' | 'doneMeasures'>;

/** What a round of handling came to. */
export interface Round {
  readonly completed?: Without<DataOf<'InvestigationCompleted'>>;
  /** The latest proposal. */
  readonly plan?: ResolutionPlan;
  readonly adoptedAt?: string;
  /** The measures of the adopted plan that are done. */
  readonly doneMeasures?: readonly Without<DataOf<'MeasureCompleted'>>[];
  /** The plans before it that were adopted too, until a compensation was refused. */
  readonly replaced?: readonly ReplacedPlan[];
  readonly feedback?: Without<DataOf<'FeedbackGiven'>>;
  /** The complainant's latest answer to it. */
  readonly satisfaction?: Without<DataOf<'SatisfactionRecorded'>>;
  /** The latest attempts to call back. */
  readonly callBacks?: readonly Without<DataOf<'CallBackRecorded'>>[];
  readonly evaluation?: Without<DataOf<'OutcomeEvaluated'>>;
  readonly closed?: Without<DataOf<'CaseClosed'>>;
}

/** A round that is over, and what began the next. */
export interface EarlierRound extends Round {
  readonly reopened: Without<DataOf<'CaseReopened'>>;
}

/** What investigation has said of a complaint's case. */
export interface CaseSection extends Round {
  readonly siteId: string;
  readonly openedAt?: string;
  readonly assignment?: Without<DataOf<'CaseAssigned'>>;
  readonly team?: Without<DataOf<'CaseTeamSet'>>;
  readonly started?: Without<DataOf<'InvestigationStarted'>>;
  /** The latest acts of the investigation, in the order in which they were recorded. */
  readonly acts?: readonly Without<DataOf<'InvestigationActRecorded'>>[];
  /** Whose account is on record, or the attempt to have it. */
  readonly heard?: readonly Party[];
  /** The latest steps of negotiation, mediation and the like, in the order in which they were recorded. */
  readonly proceedings?: readonly Without<DataOf<'ProceedingRecorded'>>[];
  /** What supervision found, in the order in which it was found. */
  readonly problems?: readonly SupervisedProblem[];
  /** What was offered to the complainant, in all rounds, and what became of it. */
  readonly compensations?: readonly CompensationEntry[];
  /** Who is complained against. */
  readonly respondents?: readonly Without<DataOf<'RespondentNamed'>>[];
  /** The round of handling, from 2; absent in the first. */
  readonly round?: number;
  /** The latest rounds that are over, oldest first. */
  readonly earlier?: readonly EarlierRound[];
  readonly withdrawnAt?: string;
  /** Since when it waits, as its complaint is answered by another. */
  readonly mergedAt?: string;
}

/** Most acts of the investigation, and most steps of proceedings, shown with a complaint. */
const shownActs = 100;

const withAct = (section: CaseSection, act: Without<DataOf<'InvestigationActRecorded'>>): CaseSection => {
  const heard = new Set([...(section.heard ?? []), ...(act.party ? [act.party] : [])]);
  return { ...section, acts: [...(section.acts ?? []), act].slice(-shownActs), heard: [...heard] };
};

/** Most attempts to call back shown with a complaint. */
const shownCallBacks = 20;

const folds: Folds<CaseSection, Messages> = {
  ...compensationFolds,
  CaseOpened: (section, { openedAt }) => ({ ...section, openedAt }),
  CaseAssigned: (section, { complaintId: _id, ...assignment }) => ({ ...section, assignment }),
  CaseTeamSet: (section, { complaintId: _id, ...team }) => ({ ...section, team }),
  InvestigationStarted: (section, { complaintId: _id, ...started }) => ({ ...section, started }),
  InvestigationActRecorded: (section, { complaintId: _id, ...act }) => withAct(section, act),
  RespondentNamed: (section, { complaintId: _id, ...respondent }) => ({
    ...section,
    respondents: [...(section.respondents ?? []), respondent],
  }),
  RespondentCleared: (section, { staffId }) => ({
    ...section,
    respondents: (section.respondents ?? []).filter((one) => one.staffId !== staffId),
  }),
  ProceedingRecorded: (section, { complaintId: _id, ...proceeding }) => ({
    ...section,
    proceedings: [...(section.proceedings ?? []), proceeding].slice(-shownActs),
  }),
  ProblemFound: (section, { complaintId: _id, ...found }) => ({
    ...section,
    problems: [...(section.problems ?? []), found],
  }),
  ProblemSolved: (section, { complaintId: _id, ...solved }) => ({
    ...section,
    problems: (section.problems ?? []).map((one) => (one.problemNo === solved.problemNo ? { ...one, solved } : one)),
  }),
  InvestigationCompleted: (section, { complaintId: _id, ...completed }) => ({ ...section, completed }),
  ResolutionPlanProposed: (section, { complaintId: _id, ...plan }) => propose(section, plan),
  ResolutionPlanApproved: (section, { proposalNo, approvedAt, approvedBy }) =>
    judged(section, proposalNo, { judgement: 'approved', judgedAt: approvedAt, judgedBy: approvedBy }),
  ResolutionPlanRejected: (section, { proposalNo, rejectedAt, rejectedBy, reason }) =>
    judged(section, proposalNo, {
      judgement: 'rejected',
      judgedAt: rejectedAt,
      judgedBy: rejectedBy,
      rejection: reason,
    }),
  ResolutionPlanAdopted: (section, { adoptedAt }) => ({ ...section, adoptedAt }),
  MeasureCompleted: (section, { complaintId: _id, ...done }) => ({
    ...section,
    doneMeasures: [...(section.doneMeasures ?? []), done],
  }),
  FeedbackGiven: (section, { complaintId: _id, ...feedback }) => ({ ...section, feedback }),
  SatisfactionRecorded: (section, { complaintId: _id, ...satisfaction }) => ({ ...section, satisfaction }),
  CallBackRecorded: (section, { complaintId: _id, ...callBack }) => ({
    ...section,
    callBacks: [...(section.callBacks ?? []), callBack].slice(-shownCallBacks),
  }),
  OutcomeEvaluated: (section, { complaintId: _id, ...evaluation }) => ({ ...section, evaluation }),
  CaseReopened: (section, { complaintId: _id, ...reopened }) => reopen(section, reopened),
  CaseWithdrawn: (section, { withdrawnAt }) => ({
    ...section,
    ...lapsed(section.compensations, 'offered', 'accepted'),
    withdrawnAt,
  }),
  CaseMerged: (section, { mergedAt }) => ({ ...section, mergedAt }),
  CaseResumed: ({ mergedAt: _merged, ...section }) => section,
  CaseClosed: (section, { complaintId: _id, ...closed }) => ({ ...section, closed }),
};

/** The section after a commit of investigation. */
export const foldCase = (section: CaseSection | undefined, commit: PublishedCommit): CaseSection =>
  foldEvents(folds, section ?? { siteId: commit.envelope.siteId }, commit);
