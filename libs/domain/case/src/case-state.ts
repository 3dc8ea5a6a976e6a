import type { CaseEvent, Measure, ResolutionPlanProposed, Role } from './case-events';

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
}

/** Where a case stands. */
export type Case =
  | { readonly status: 'none' }
  | { readonly status: 'opened' }
  | ({ readonly status: 'assigned' } & Handled)
  | ({ readonly status: 'investigating' } & Handled)
  | ({ readonly status: 'investigated' } & Found)
  | ({ readonly status: 'proposed' } & Planned)
  | ({ readonly status: 'adopted' } & Planned)
  | ({ readonly status: 'informed' } & Planned)
  | ({ readonly status: 'evaluated'; readonly effective: boolean } & Planned)
  | ({ readonly status: 'closed' } & Planned);

/** A case in one of these statuses. */
export type CaseIn<S extends Case['status']> = Extract<Case, { status: S }>;

const assign = (state: Case, handlerId: string): Case => {
  if (state.status === 'none') return state;
  return state.status === 'opened' ? { status: 'assigned', handlerId } : { ...state, handlerId };
};

const propose = (
  state: Case,
  { proposalNo, proposedBy, measures, approverRole }: ResolutionPlanProposed['data'],
): Case => {
  if (state.status !== 'investigated') return state;
  const proposal: Proposal = { proposalNo, proposedBy, measures, ...(approverRole && { approverRole }) };
  return { ...state, status: 'proposed', proposals: proposalNo, proposal };
};

const reject = (state: Case): Case => {
  if (state.status !== 'proposed') return state;
  const { handlerId, substantiated, proposals } = state;
  return { status: 'investigated', handlerId, substantiated, proposals };
};

const planned = (state: Case): state is Extract<Case, Planned> => 'proposal' in state;

/** The state after an event; an event that does not fit leaves the state as it is. */
export const evolveCase = (state: Case, { type, data }: CaseEvent): Case => {
  switch (type) {
    case 'CaseOpened':
      return { status: 'opened' };
    case 'CaseAssigned':
      return assign(state, data.handlerId);
    case 'InvestigationStarted':
      return state.status === 'assigned' ? { ...state, status: 'investigating' } : state;
    case 'InvestigationCompleted':
      if (state.status !== 'investigating') return state;
      return { status: 'investigated', handlerId: state.handlerId, substantiated: data.substantiated, proposals: 0 };
    case 'ResolutionPlanProposed':
      return propose(state, data);
    case 'ResolutionPlanApproved':
      return state;
    case 'ResolutionPlanRejected':
      return reject(state);
    case 'ResolutionPlanAdopted':
      return planned(state) ? { ...state, status: 'adopted' } : state;
    case 'FeedbackGiven':
      return planned(state) ? { ...state, status: 'informed' } : state;
    case 'OutcomeEvaluated':
      return planned(state) ? { ...state, status: 'evaluated', effective: data.effective } : state;
    case 'CaseClosed':
      return planned(state) ? { ...state, status: 'closed' } : state;
  }
};
