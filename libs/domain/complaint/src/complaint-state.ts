import type { Facts, Grade, Impact, Level, Priority } from '@redress/plan-rules';
import type { ComplaintClassified, ComplaintEvent, ComplaintRegistered, DeclineReason } from './complaint-events';

/** The latest classification. */
export interface CurrentClassification {
  readonly category: string;
  readonly level: Level;
  readonly severity: Grade;
  readonly impact: Impact;
  readonly priority: Priority;
  readonly decidedBy: 'rule' | 'person';
}

interface OnRecord {
  readonly acceptBy: string;
  readonly planRef: string;
  readonly calendarRef: string;
  readonly personId: string;
  readonly facts: Facts;
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
  | ({ readonly status: 'transferred'; readonly receiver: string } & OnRecord);

/** A complaint that is on record. */
export type RegisteredComplaint = Exclude<Complaint, { status: 'unregistered' }>;

const onRecord = (state: RegisteredComplaint): OnRecord => {
  const { acceptBy, planRef, calendarRef, personId, facts, classification } = state;
  return { acceptBy, planRef, calendarRef, personId, facts, ...(classification && { classification }) };
};

const registered = ({ acceptBy, planRef, calendarRef, personId, facts }: ComplaintRegistered['data']): Complaint => ({
  status: 'registered',
  acceptBy,
  planRef,
  calendarRef,
  personId,
  facts,
});

const classified = (state: RegisteredComplaint, data: ComplaintClassified['data']): Complaint => {
  const { category, level, severity, impact, priority, decidedBy, facts } = data;
  return { ...state, facts, classification: { category, level, severity, impact, priority, decidedBy } };
};

/** The state after an event; an event that does not fit leaves the state as it is. */
export const evolveComplaint = (state: Complaint, { type, data }: ComplaintEvent): Complaint => {
  if (type === 'ComplaintRegistered') return registered(data);
  if (state.status === 'unregistered') return state;
  switch (type) {
    case 'ComplaintClassified':
      return classified(state, data);
    case 'SevereSuspected':
      return state;
    case 'ComplaintVerified':
      return { status: 'verified', valid: data.valid, ...onRecord(state) };
    case 'ComplaintAccepted':
      return { status: 'accepted', ...onRecord(state) };
    case 'ComplaintDeclined':
      return { status: 'declined', reason: data.reason, ...onRecord(state) };
    case 'ComplaintTransferred':
      return { status: 'transferred', receiver: data.receiver, ...onRecord(state) };
  }
};
