import type { Measure, Role } from '@redress/plan-rules';
import type { CaseEvent, Party, ReopenedStage, ResolutionPlanProposed } from './case-events';

interface Handled {
  readonly handlerId: string;
}

interface Numbered extends Handled {
  /** Proposals made so far, in all rounds. */
  readonly proposals: number;
}

interface Found extends Numbered {
  readonly substantiated: boolean;
}

/** The resolution plan that is pending or adopted. */
export interface Proposal {
  readonly proposalNo: number;
  readonly proposedBy: string;
  readonly measures: readonly Measure[];
  readonly approverRole?: Role;
}

interface Planned extends Found {
  readonly proposal: Proposal;
  /** Numbers of the measures that are done. */
  readonly done: readonly number[];
}

/** Where a case stands. */
export type Case =
  | { readonly status: 'none' }
  | { readonly status: 'opened' }
  | ({ readonly status: 'assigned' } & Handled)
  | ({ readonly status: 'investigating'; readonly heard: readonly Party[] } & Numbered)
  | ({ readonly status: 'investigated' } & Found)
  | ({ readonly status: 'proposed' } & Planned)
  | ({ readonly status: 'adopted' } & Planned)
  | ({ readonly status: 'informed' } & Planned)
  | ({ readonly status: 'evaluated'; readonly effective: boolean } & Planned)
  // The outcome may be evaluated after the closing, too.
  | ({ readonly status: 'closed'; readonly effective?: boolean } & Planned)
  | { readonly status: 'withdrawn' }
  // It may go on from where it stood.
  | { readonly status: 'merged'; readonly before: LivingCase };

/** A case that was neither withdrawn nor merged into another. */
export type LivingCase = Exclude<Case, { status: 'withdrawn' | 'merged' }>;

/** A case in one of these statuses. */
export type CaseIn<S extends Case['status']> = Extract<Case, { status: S }>;

const assign = (state: Case, handlerId: string): Case => {
  if (state.status === 'none' || state.status === 'withdrawn' || state.status === 'merged') return state;
  return state.status === 'opened' ? { status: 'assigned', handlerId } : { ...state, handlerId };
};

const propose = (
  state: Case,
  { proposalNo, proposedBy, measures, approverRole }: ResolutionPlanProposed['data'],
): Case => {
  // An adopted plan is replaced by another when the complainant refused what it offers.
  if (state.status !== 'investigated' && state.status !== 'adopted') return state;
  const { handlerId, substantiated } = state;
  const proposal: Proposal = { proposalNo, proposedBy, measures, ...(approverRole && { approverRole }) };
  return { status: 'proposed', handlerId, substantiated, proposals: proposalNo, proposal, done: [] };
};

const reject = (state: Case): Case => {
  if (state.status !== 'proposed') return state;
  const { handlerId, substantiated, proposals } = state;
  return { status: 'investigated', handlerId, substantiated, proposals };
};

const isPlanned = (state: Case): state is Extract<Case, Planned> => 'proposal' in state;

const hear = (state: Case, party: Party | undefined): Case =>
  state.status === 'investigating' && party && !state.heard.includes(party)
    ? { ...state, heard: [...state.heard, party] }
    : state;

const complete = (state: Case, substantiated: boolean): Case =>
  state.status === 'investigating'
    ? { status: 'investigated', handlerId: state.handlerId, substantiated, proposals: state.proposals }
    : state;

const evaluate = (state: Case, effective: boolean): Case => {
  if (!isPlanned(state)) return state;
  return state.status === 'closed' ? { ...state, effective } : { ...state, status: 'evaluated', effective };
};

/** What was found and proposed stays; who was heard was heard. */
const reopen = (state: Case, stage: ReopenedStage): Case => {
  if (!isPlanned(state)) return state;
  const { handlerId, substantiated, proposals } = state;
  return stage === 'investigation'
    ? { status: 'investigating', handlerId, proposals, heard: ['complainant', 'respondent'] }
    : { status: 'investigated', handlerId, proposals, substantiated };
};

type EventOf<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>;

/** What each event makes of the state; an event that does not fit leaves it as it is. */
const evolutions: { readonly [T in CaseEvent['type']]: (state: Case, event: EventOf<T>) => Case } = {
  CaseOpened: () => ({ status: 'opened' }),
  CaseAssigned: (state, { data }) => assign(state, data.handlerId),
  CaseTeamSet: (state) => state,
  InvestigationStarted: (state) =>
    state.status === 'assigned' ? { ...state, status: 'investigating', heard: [], proposals: 0 } : state,
  InvestigationActRecorded: (state, { data }) => hear(state, data.party),
  RespondentNamed: (state) => state,
  RespondentCleared: (state) => state,
  ProceedingRecorded: (state) => state,
  ProblemFound: (state) => state,
  ProblemSolved: (state) => state,
  InvestigationCompleted: (state, { data }) => complete(state, data.substantiated),
  ResolutionPlanProposed: (state, { data }) => propose(state, data),
  ResolutionPlanApproved: (state) => state,
  ResolutionPlanRejected: reject,
  ResolutionPlanAdopted: (state) => (isPlanned(state) ? { ...state, status: 'adopted' } : state),
  MeasureCompleted: (state, { data }) =>
    isPlanned(state) ? { ...state, done: [...state.done, data.measureNo] } : state,
  CompensationOffered: (state) => state,
  CompensationAccepted: (state) => state,
  CompensationRefused: (state) => state,
  CompensationIssued: (state) => state,
  FeedbackGiven: (state) => (isPlanned(state) ? { ...state, status: 'informed' } : state),
  SatisfactionRecorded: (state) => state,
  CallBackRecorded: (state) => state,
  OutcomeEvaluated: (state, { data }) => evaluate(state, data.effective),
  CaseReopened: (state, { data }) => reopen(state, data.stage),
  CaseClosed: (state) => (isPlanned(state) ? { ...state, status: 'closed' } : state),
  CaseWithdrawn: () => ({ status: 'withdrawn' }),
  CaseMerged: (state) =>
    state.status === 'withdrawn' || state.status === 'merged' ? state : { status: 'merged', before: state },
  CaseResumed: (state) => (state.status === 'merged' ? state.before : state),
};

/** Where the case stands after an event. */
export const evolveStage = <T extends CaseEvent['type']>(state: Case, event: EventOf<T> & { type: T }): Case =>
  evolutions[event.type](state, event);
