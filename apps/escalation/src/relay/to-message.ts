import type * as contracts from '@redress/contracts';
import type { VersionedEvent } from '@redress/kernel';
import type { WatchEvent } from '@redress/watch';

type EventOf<T extends WatchEvent['type']> = Extract<WatchEvent, { type: T }>;
type ContractOf<T> = T extends keyof typeof contracts
  ? (typeof contracts)[T] extends new () => infer Shape
    ? Shape
    : never
  : never;

/**
 * What is published of each stored event; null keeps one private. The compiler demands all of them and proves that
 * what is published keeps the contract of the same name; what serves the watch alone is left out.
 */
const published: { readonly [T in WatchEvent['type']]: (event: EventOf<T>) => ContractOf<T> | null } = {
  WatchOpened: ({ data }) => data,
  DeadlineStarted: ({ data }) => data,
  DeadlineMet: ({ data }) => data,
  DeadlineBreached: ({ data }) => data,
  DeadlineCancelled: ({ data }) => data,
  DeadlinePaused: ({ data }) => data,
  DeadlineResumed: ({ data }) => data,
  EscalationRaised: ({ data: { run: _run, n: _n, repeatAt: _repeatAt, ...data } }) => data,
  EscalationAcknowledged: ({ data: { run: _run, n: _n, next: _next, answered: _answered, ...data } }) => data,
  EscalationHandedUp: ({ data }) => data,
  WatchClosed: ({ data }) => data,
  WatchReopened: ({ data }) => data,
  WatchResumed: ({ data }) => data,
  MilestoneRecorded: () => null,
  WatchClassified: () => null,
  SevereSignalled: () => null,
  HandlerRecorded: () => null,
  LadderScheduled: () => null,
};

/** The published form of a stored event, or null. A new shape of a message is a new version here, never an edit. */
export const toMessage = <T extends WatchEvent['type']>(event: EventOf<T> & { type: T }): VersionedEvent | null => {
  const data = published[event.type](event);
  return data && { type: event.type, schemaVersion: 1, data };
};
