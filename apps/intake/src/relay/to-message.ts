import type { ComplaintEvent, PersonErased, SuggestionEvent } from '@redress/complaint';
import type * as contracts from '@redress/contracts';
import type { VersionedEvent } from '@redress/kernel';

/** Every event that intake stores. */
export type IntakeEvent = ComplaintEvent | PersonErased | SuggestionEvent;

type EventOf<T extends IntakeEvent['type']> = Extract<IntakeEvent, { type: T }>;
type ContractOf<T extends IntakeEvent['type']> = InstanceType<(typeof contracts)[T]>;

/**
 * What is published of each stored event; null keeps one private. The compiler demands all of them and proves that the
 * stored data keep the contract of the same name.
 */
const published: { readonly [T in IntakeEvent['type']]: (event: EventOf<T>) => ContractOf<T> | null } = {
  ComplaintRegistered: ({ data }) => data,
  ComplaintClassified: ({ data }) => data,
  SevereSuspected: ({ data }) => data,
  ComplaintVerified: ({ data }) => data,
  ComplaintAccepted: ({ data }) => data,
  ComplaintDeclined: ({ data }) => data,
  ComplaintTransferred: ({ data }) => data,
  CommunicationRecorded: ({ data }) => data,
  ComplainantAsked: ({ data }) => data,
  QuestionAnswered: ({ data }) => data,
  ComplaintSettled: ({ data }) => data,
  ComplaintWithdrawn: ({ data }) => data,
  ComplaintLinked: ({ data }) => data,
  ComplaintUnlinked: ({ data }) => data,
  ComplaintMerged: ({ data }) => data,
  ComplaintUnmerged: ({ data }) => data,
  FollowerNoted: ({ data }) => data,
  PersonErased: ({ data }) => data,
  SuggestionMade: ({ data }) => data,
  SuggestionReviewed: ({ data }) => data,
};

/** The published form of a stored event, or null. A new shape of a message is a new version here, never an edit. */
export const toMessage = <T extends IntakeEvent['type']>(event: EventOf<T> & { type: T }): VersionedEvent | null => {
  const data = published[event.type](event);
  return data && { type: event.type, schemaVersion: 1, data };
};
