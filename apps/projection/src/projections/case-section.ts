import type { Party } from '@redress/contracts';
import type { PublishedCommit } from '@redress/kernel';
import { foldEvents, type DataOf, type Folds } from './fold-events';

type Messages =
  | 'CaseOpened'
  | 'CaseAssigned'
  | 'InvestigationStarted'
  | 'InvestigationActRecorded'
  | 'RespondentNamed'
  | 'RespondentCleared'
  | 'InvestigationCompleted'
  | 'ResolutionPlanProposed'
  | 'ResolutionPlanApproved'
  | 'ResolutionPlanRejected'
  | 'ResolutionPlanAdopted'
  | 'MeasureCompleted'
  | 'FeedbackGiven'
  | 'OutcomeEvaluated'
  | 'CaseClosed'
  | 'CaseWithdrawn';

type Without<T> = Omit<T, 'complaintId'>;

/** Where the resolution plan of a case stands. */
export interface ResolutionPlan extends Without<DataOf<'ResolutionPlanProposed'>> {
  readonly judgement: 'open' | 'approved' | 'rejected';
  readonly judgedAt?: string;
  readonly judgedBy?: string;
  readonly rejection?: DataOf<'ResolutionPlanRejected'>['reason'];
}

/** What investigation has said of a complaint's case. */
export interface CaseSection {
  readonly siteId: string;
  readonly openedAt?: string;
  readonly assignment?: Without<DataOf<'CaseAssigned'>>;
  readonly started?: Without<DataOf<'InvestigationStarted'>>;
  /** The latest acts of the investigation, in the order in which they were recorded. */
  readonly acts?: readonly Without<DataOf<'InvestigationActRecorded'>>[];
  /** Whose account is on record, or the attempt to have it. */
  readonly heard?: readonly Party[];
  /** Who is complained against. */
  readonly respondents?: readonly Without<DataOf<'RespondentNamed'>>[];
  readonly completed?: Without<DataOf<'InvestigationCompleted'>>;
  /** The latest proposal. */
  readonly plan?: ResolutionPlan;
  readonly adoptedAt?: string;
  /** The measures of the adopted plan that are done. */
  readonly doneMeasures?: readonly Without<DataOf<'MeasureCompleted'>>[];
  readonly feedback?: Without<DataOf<'FeedbackGiven'>>;
  readonly evaluation?: Without<DataOf<'OutcomeEvaluated'>>;
  readonly closed?: Without<DataOf<'CaseClosed'>>;
  readonly withdrawnAt?: string;
}

const judged = (section: CaseSection, proposalNo: number, change: Partial<ResolutionPlan>): CaseSection =>
  section.plan?.proposalNo === proposalNo ? { ...section, plan: { ...section.plan, ...change } } : section;

/** Most acts shown with a complaint. */
const shownActs = 100;

const withAct = (section: CaseSection, act: Without<DataOf<'InvestigationActRecorded'>>): CaseSection => {
  const heard = new Set([...(section.heard ?? []), ...(act.party ? [act.party] : [])]);
  return { ...section, acts: [...(section.acts ?? []), act].slice(-shownActs), heard: [...heard] };
};

const folds: Folds<CaseSection, Messages> = {
  CaseOpened: (section, { openedAt }) => ({ ...section, openedAt }),
  CaseAssigned: (section, { complaintId: _id, ...assignment }) => ({ ...section, assignment }),
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
  InvestigationCompleted: (section, { complaintId: _id, ...completed }) => ({ ...section, completed }),
  ResolutionPlanProposed: (section, { complaintId: _id, ...plan }) => ({
    ...section,
    plan: { ...plan, judgement: 'open' },
  }),
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
  OutcomeEvaluated: (section, { complaintId: _id, ...evaluation }) => ({ ...section, evaluation }),
  CaseWithdrawn: (section, { withdrawnAt }) => ({ ...section, withdrawnAt }),
  CaseClosed: (section, { complaintId: _id, ...closed }) => ({ ...section, closed }),
};

/** The section after a commit of investigation. */
export const foldCase = (section: CaseSection | undefined, commit: PublishedCommit): CaseSection =>
  foldEvents(folds, section ?? { siteId: commit.envelope.siteId }, commit);
