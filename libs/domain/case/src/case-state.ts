import type { Measure, Role } from '@redress/plan-rules';
import type { CaseEvent, Party, ResolutionPlanProposed } from './case-events';

interface Handled {
  readonly handlerId: string;
}

interface Found extends Handled {
  readonly substantiated: boolean;
  /** Proposals made so far. */
  readonly proposals: number;
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
  | ({ readonly status: 'investigating'; readonly heard: readonly Party[] } & Handled)
  | ({ readonly status: 'investigated' } & Found)
  | ({ readonly status: 'proposed' } & Planned)
  | ({ readonly status: 'adopted' } & Planned)
  | ({ readonly status: 'informed' } & Planned)
  | ({ readonly status: 'evaluated'; readonly effective: boolean } & Planned)
  | ({ readonly status: 'closed' } & Planned)
  | { readonly status: 'withdrawn' };

/** A case that was not withdrawn. */
export type LivingCase = Exclude<Case, { status: 'withdrawn' }>;

/** A case in one of these statuses. */
export type CaseIn<S extends Case['status']> = Extract<Case, { status: S }>;

const assign = (state: Case, handlerId: string): Case => {
  if (state.status === 'none' || state.status === 'withdrawn') return state;
  return state.status === 'opened' ? { status: 'assigned', handlerId } : { ...state, handlerId };
};

const propose = (
  state: Case,
  { proposalNo, proposedBy, measures, approverRole }: ResolutionPlanProposed['data'],
): Case => {
  if (state.status !== 'investigated') return state;
  const proposal: Proposal = { proposalNo, proposedBy, measures, ...(approverRole && { approverRole }) };
  return { ...state, status: 'proposed', proposals: proposalNo, proposal, done: [] };
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
    ? { status: 'investigated', handlerId: state.handlerId, substantiated, proposals: 0 }
    : state;

type EventOf<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>;

/** What each event makes of the state; an event that does not fit leaves it as it is. */
const evolutions: { readonly [T in CaseEvent['type']]: (state: Case, event: EventOf<T>) => Case } = {
  CaseOpened: () => ({ status: 'opened' }),
  CaseAssigned: (state, { data }) => assign(state, data.handlerId),
  InvestigationStarted: (state) =>
    state.status === 'assigned' ? { ...state, status: 'investigating', heard: [] } : state,
  InvestigationActRecorded: (state, { data }) => hear(state, data.party),
  RespondentNamed: (state) => state,
  RespondentCleared: (state) => state,
  InvestigationCompleted: (state, { data }) => complete(state, data.substantiated),
  ResolutionPlanProposed: (state, { data }) => propose(state, data),
  ResolutionPlanApproved: (state) => state,
  ResolutionPlanRejected: reject,
  ResolutionPlanAdopted: (state) => (isPlanned(state) ? { ...state, status: 'adopted' } : state),
  MeasureCompleted: (state, { data }) =>
    isPlanned(state) ? { ...state, done: [...state.done, data.measureNo] } : state,
  FeedbackGiven: (state) => (isPlanned(state) ? { ...state, status: 'informed' } : state),
  OutcomeEvaluated: (state, { data }) =>
    isPlanned(state) ? { ...state, status: 'evaluated', effective: data.effective } : state,
  CaseClosed: (state) => (isPlanned(state) ? { ...state, status: 'closed' } : state),
  CaseWithdrawn: () => ({ status: 'withdrawn' }),
};

/** Where the case stands after an event. */
const evolveStage = <T extends CaseEvent['type']>(state: Case, event: EventOf<T> & { type: T }): Case =>
  evolutions[event.type](state, event);

/** A case and the members of staff who are complained against in it. */
export interface CaseFile {
  readonly stage: Case;
  readonly respondents: readonly string[];
}

const respondentsAfter = (respondents: readonly string[], event: CaseEvent): readonly string[] => {
  const { type, data } = event;
  if (type === 'RespondentNamed') return data.staffId === undefined ? respondents : [...respondents, data.staffId];
  return type === 'RespondentCleared' ? respondents.filter((one) => one !== data.staffId) : respondents;
};

/** The file after an event. */
export const evolveCase = ({ stage, respondents }: CaseFile, event: CaseEvent): CaseFile => ({
  stage: evolveStage(stage, event),
  respondents: respondentsAfter(respondents, event),
});
