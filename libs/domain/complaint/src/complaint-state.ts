import type { Facts, Grade, Impact, Level, Priority } from '@redress/plan-rules';
import type {
  ComplainantAsked,
  ComplaintClassified,
  ComplaintEvent,
  ComplaintMerged,
  ComplaintRegistered,
  DeclineReason,
  FollowerNoted,
  QuestionAnswered,
  Relation,
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

/** The complaint that a merged one is answered by. */
interface Leading {
  readonly leadingId: string;
  readonly leadingNo: string;
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
  /** The leading complaints it is linked to. */
  readonly links: readonly string[];
  /** The complaints that follow it, by how. */
  readonly followers: { readonly [R in Relation]: readonly string[] };
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
  | ({ readonly status: 'settled' | 'withdrawn' } & OnRecord)
  | ({ readonly status: 'merged'; readonly before: Mergeable } & Leading & OnRecord);

/** Where a complaint can stand when it is merged, and goes on from when it no longer is. */
type Mergeable = Extract<Complaint, { status: 'registered' | 'verified' | 'accepted' }>;

/** A complaint that is on record. */
export type RegisteredComplaint = Exclude<Complaint, { status: 'unregistered' }>;

const onRecord = (state: RegisteredComplaint): OnRecord => {
  const { acceptBy, planRef, calendarRef, personId, facts, messages, questions, links, followers } = state;
  const kept = { acceptBy, planRef, calendarRef, personId, facts, messages, questions, links, followers };
  const { classification } = state;
  return { ...kept, ...(classification && { classification }) };
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
  links: [],
  followers: { linked: [], merged: [] },
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

const merge = (state: RegisteredComplaint, { leadingId, leadingNo }: ComplaintMerged['data']): Complaint =>
  state.status === 'registered' || state.status === 'verified' || state.status === 'accepted'
    ? { status: 'merged', leadingId, leadingNo, before: state, ...onRecord(state) }
    : state;

/** It goes on from where it stood, with what was put on record meanwhile. */
const unmerge = (state: RegisteredComplaint): Complaint =>
  state.status === 'merged' ? { ...state.before, ...onRecord(state) } : state;

const note = (state: RegisteredComplaint, { relation, followerId, holds }: FollowerNoted['data']): Complaint => {
  const others = state.followers[relation].filter((id) => id !== followerId);
  return { ...state, followers: { ...state.followers, [relation]: holds ? [...others, followerId] : others } };
};

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
  ComplaintLinked: (state, { leadingId }) => ({ ...state, links: [...state.links, leadingId] }),
  ComplaintUnlinked: (state, { leadingId }) => ({ ...state, links: state.links.filter((id) => id !== leadingId) }),
  ComplaintMerged: merge,
  ComplaintUnmerged: unmerge,
  FollowerNoted: note,
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
