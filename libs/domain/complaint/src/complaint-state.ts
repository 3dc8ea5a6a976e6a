import type { Facts, Grade, Impact, Level, Priority } from '@redress/plan-rules';
import type {
  ComplainantAsked,
  ComplaintClassified,
  ComplaintEvent,
  ComplaintRegistered,
  DeclineReason,
  QuestionAnswered,
} from './complaint-events';

/** The latest classification. */
export interface CurrentClassification {
  readonly category: string;
  readonly level: Level;
  readonly severity: Grade;
  readonly impact: Impact;
  readonly priority: Priority;
  readonly decidedBy: 'rule' | 'person';
}

/** A question to the complainant. */
export interface Question {
  readonly answerBy: string;
  readonly pausing: boolean;
  readonly answered: boolean;
}

interface OnRecord {
  readonly acceptBy: string;
  readonly planRef: string;
  readonly calendarRef: string;
  readonly personId: string;
  readonly facts: Facts;
  /** What the complainant has written since. */
  readonly messages: number;
  /** What the complainant was asked, in order. */
  readonly questions: readonly Question[];
  /** Absent only between the events of the registering commit. */
  readonly classification?: CurrentClassification;
}

/** Where a complaint stands in intake. */
export type Complaint =
  | { readonly status: 'unregistered' }
  | ({ readonly status: 'registered' } & OnRecord)
  | ({ readonly status: 'verified'; readonly valid: boolean } & OnRecord)
  | ({ readonly status: 'accepted' } & OnRecord)
  | ({ readonly status: 'declined'; readonly reason: DeclineReason } & OnRecord)
  | ({ readonly status: 'transferred'; readonly receiver: string } & OnRecord)
  | ({ readonly status: 'settled' | 'withdrawn' } & OnRecord);

/** A complaint that is on record. */
export type RegisteredComplaint = Exclude<Complaint, { status: 'unregistered' }>;

const onRecord = (state: RegisteredComplaint): OnRecord => {
  const { acceptBy, planRef, calendarRef, personId, facts, messages, questions, classification } = state;
  const always = { acceptBy, planRef, calendarRef, personId, facts, messages, questions };
  return { ...always, ...(classification && { classification }) };
};

const registered = ({ acceptBy, planRef, calendarRef, personId, facts }: ComplaintRegistered['data']): Complaint => ({
  status: 'registered',
  acceptBy,
  planRef,
  calendarRef,
  personId,
  facts,
  messages: 0,
  questions: [],
});

const classified = (state: RegisteredComplaint, data: ComplaintClassified['data']): Complaint => {
  const { category, level, severity, impact, priority, decidedBy, facts } = data;
  return { ...state, facts, classification: { category, level, severity, impact, priority, decidedBy } };
};

const asked = (state: RegisteredComplaint, { answerBy, pausing }: ComplainantAsked['data']): Complaint => ({
  ...state,
  questions: [...state.questions, { answerBy, pausing, answered: false }],
});

const answered = (state: RegisteredComplaint, { questionNo }: QuestionAnswered['data']): Complaint => ({
  ...state,
  questions: state.questions.map((one, index) => (index + 1 === questionNo ? { ...one, answered: true } : one)),
});

type EventOf<T extends ComplaintEvent['type']> = Extract<ComplaintEvent, { type: T }>;

/** What each event after the registration makes of the state. */
const evolutions: {
  readonly [T in Exclude<ComplaintEvent['type'], 'ComplaintRegistered'>]: (
    state: RegisteredComplaint,
    data: EventOf<T>['data'],
  ) => Complaint;
} = {
  ComplaintClassified: classified,
  SevereSuspected: (state) => state,
  ComplaintVerified: (state, { valid }) => ({ status: 'verified', valid, ...onRecord(state) }),
  ComplaintAccepted: (state) => ({ status: 'accepted', ...onRecord(state) }),
  ComplaintDeclined: (state, { reason }) => ({ status: 'declined', reason, ...onRecord(state) }),
  ComplaintTransferred: (state, { receiver }) => ({ status: 'transferred', receiver, ...onRecord(state) }),
  CommunicationRecorded: (state, { recordedBy }) =>
    recordedBy === 'visitor' ? { ...state, messages: state.messages + 1 } : state,
  ComplainantAsked: asked,
  QuestionAnswered: answered,
  ComplaintSettled: (state) => ({ status: 'settled', ...onRecord(state) }),
  ComplaintWithdrawn: (state) => ({ status: 'withdrawn', ...onRecord(state) }),
};

const evolveRegistered = <T extends keyof typeof evolutions>(
  state: RegisteredComplaint,
  { type, data }: { readonly type: T; readonly data: EventOf<T>['data'] },
): Complaint => evolutions[type](state, data);

/** The state after an event; an event that does not fit leaves the state as it is. */
export const evolveComplaint = (state: Complaint, event: ComplaintEvent): Complaint => {
  if (event.type === 'ComplaintRegistered') return registered(event.data);
  return state.status === 'unregistered' ? state : evolveRegistered(state, event);
};
