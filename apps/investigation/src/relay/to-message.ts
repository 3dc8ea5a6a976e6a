import type { CaseEvent, EvidenceAdded, EvidenceEvent, PublicationEvent } from '@redress/case';
import type * as contracts from '@redress/contracts';
import type { VersionedEvent } from '@redress/kernel';

/** Everything investigation stores. */
export type InvestigationEvent = CaseEvent | EvidenceEvent | PublicationEvent;

type EventOf<T extends InvestigationEvent['type']> = Extract<InvestigationEvent, { type: T }>;
type ContractOf<T extends InvestigationEvent['type']> = InstanceType<(typeof contracts)[T]>;

/** What evidence is called and shows stays here: the others need to know that it is there, and who saw it. */
const withoutWords = ({ data }: EvidenceAdded): ContractOf<'EvidenceAdded'> => {
  const { name: _name, description: _description, locationReason: _reason, ...rest } = data;
  const { sentSha256: _sent, location: _location, ...told } = rest;
  return told;
};

/**
 * What is published of each stored event; null keeps one private. The compiler demands all of them and proves that the
 * stored data keep the contract of the same name.
 */
const published: { readonly [T in InvestigationEvent['type']]: (event: EventOf<T>) => ContractOf<T> | null } = {
  CaseOpened: ({ data }) => data,
  CaseAssigned: ({ data }) => data,
  CaseTeamSet: ({ data }) => data,
  InvestigationStarted: ({ data }) => data,
  InvestigationActRecorded: ({ data }) => data,
  RespondentNamed: ({ data }) => data,
  RespondentCleared: ({ data }) => data,
  ProceedingRecorded: ({ data }) => data,
  ProblemFound: ({ data }) => data,
  ProblemSolved: ({ data }) => data,
  InvestigationCompleted: ({ data }) => data,
  ResolutionPlanProposed: ({ data }) => data,
  ResolutionPlanApproved: ({ data }) => data,
  ResolutionPlanRejected: ({ data }) => data,
  ResolutionPlanAdopted: ({ data }) => data,
  MeasureCompleted: ({ data }) => data,
  CompensationOffered: ({ data }) => data,
  CompensationAccepted: ({ data }) => data,
  CompensationRefused: ({ data }) => data,
  CompensationIssued: ({ data }) => data,
  FeedbackGiven: ({ data }) => data,
  SatisfactionRecorded: ({ data }) => data,
  CallBackRecorded: ({ data }) => data,
  OutcomeEvaluated: ({ data }) => data,
  CaseReopened: ({ data }) => data,
  CaseClosed: ({ data }) => data,
  CaseWithdrawn: ({ data }) => data,
  ResultPublished: ({ data }) => data,
  PublicationWithdrawn: ({ data }) => data,
  EvidenceAdded: withoutWords,
  EvidenceViewed: ({ data }) => data,
  EvidenceWithdrawn: ({ data: { reason: _reason, ...told } }) => told,
  CaseMerged: ({ data }) => data,
  CaseResumed: ({ data }) => data,
};

/** The published form of a stored event, or null. A new shape of a message is a new version here, never an edit. */
export const toMessage = <T extends InvestigationEvent['type']>(
  event: EventOf<T> & { type: T },
): VersionedEvent | null => {
  const data = published[event.type](event);
  return data && { type: event.type, schemaVersion: 1, data };
};
