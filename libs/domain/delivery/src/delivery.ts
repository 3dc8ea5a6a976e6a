import { happened, refuse, type Decider, type Decision, type Message } from '@redress/kernel';
import type { Role } from '@redress/plan-rules';
import type { Locale } from './locale';

/** How a message reaches a person. */
export type DeliveryChannel = 'email' | 'webhook' | 'inApp';

interface OfDelivery {
  readonly deliveryId: string;
}

/** One message to one person over one channel; what it is about, and in which words. */
export interface NotificationDetails {
  readonly complaintId?: string;
  readonly escalationId?: string;
  /** `staff:<id>` or `complainant:<personId>`. */
  readonly recipient: string;
  readonly role?: Role;
  readonly channel: DeliveryChannel;
  readonly template: string;
  readonly locale: Locale;
}

/** How often and when a failed attempt is made again. */
export interface RetrySchedule {
  /** Milliseconds from a failure to the next attempt; one entry per retry, so its length is the limit. */
  readonly delaysMs: readonly number[];
  /** Milliseconds added to the delay, drawn by the caller, so that many failures do not come back at once. */
  readonly jitterMs: number;
}

/** Puts a message into the queue; its first attempt is due at once. */
export type QueueNotification = Message<'QueueNotification', OfDelivery & NotificationDetails & { at: string }>;
/** The channel took the message. */
export type RecordSent = Message<'RecordSent', OfDelivery & { attempt: number; at: string }>;
/** The channel did not take the message. `reason` is a class of fault and holds no personal data. */
export type RecordFailure = Message<
  'RecordFailure',
  OfDelivery & { attempt: number; reason: string; retry: RetrySchedule; at: string }
>;
/** Everything a delivery can be asked to do. */
export type DeliveryCommand = QueueNotification | RecordSent | RecordFailure;

/** A message is to be sent. */
export type NotificationQueued = Message<'NotificationQueued', OfDelivery & NotificationDetails & { queuedAt: string }>;
/** A message went out. */
export type NotificationSent = Message<'NotificationSent', OfDelivery & { attempt: number; sentAt: string }>;
/** An attempt failed and another one is due. */
export type NotificationFailed = Message<
  'NotificationFailed',
  OfDelivery & { attempt: number; failedAt: string; reason: string; nextAttemptAt: string }
>;
/** The last attempt failed; escalation climbs (decisions.md 12). */
export type DeliveryGivenUp = Message<
  'DeliveryGivenUp',
  OfDelivery & { complaintId?: string; escalationId?: string; attempts: number; givenUpAt: string }
>;
/** Everything that can happen to a delivery. */
export type DeliveryEvent = NotificationQueued | NotificationSent | NotificationFailed | DeliveryGivenUp;

/** Why a delivery says no. */
export type DeliveryRefusal = 'notification-not-queued' | 'attempt-out-of-order';

/** Where a delivery stands. */
export type Delivery =
  | { readonly status: 'unqueued' }
  | {
      readonly status: 'pending';
      readonly notification: NotificationQueued['data'];
      /** Attempts that failed so far. */
      readonly failures: number;
      readonly nextAttemptAt: string;
    }
  | { readonly status: 'sent' }
  | { readonly status: 'givenUp' };

/** One thing a stream waits for; the shape the timers keep. */
export interface AttemptDue {
  readonly kind: 'attempt';
  /** Number of the attempt, from 1. */
  readonly revision: number;
  readonly dueAt: string;
}

type Pending = Extract<Delivery, { status: 'pending' }>;
type Decided = Decision<DeliveryEvent, DeliveryRefusal>;

/** What a delivery waits for: its next attempt, or nothing more. */
export const dueTimes = (delivery: Delivery): readonly AttemptDue[] =>
  delivery.status === 'pending'
    ? [{ kind: 'attempt', revision: delivery.failures + 1, dueAt: delivery.nextAttemptAt }]
    : [];

/** Whether this attempt is still wanted and really due: never early (invariant 13). Instants are ISO-8601 UTC. */
export const isAttemptDue = (delivery: Delivery, attempt: number, at: string): boolean =>
  dueTimes(delivery).some(({ revision, dueAt }) => revision === attempt && Date.parse(dueAt) <= Date.parse(at));

const queue = ({ data: { at, ...notification } }: QueueNotification, state: Delivery): Decided =>
  state.status === 'unqueued'
    ? happened({ type: 'NotificationQueued', data: { ...notification, queuedAt: at } })
    : happened();

/** Whether the report is about the attempt that is awaited: an earlier one was recorded already. */
const awaited = (attempt: number, state: Pending): 'now' | 'before' | 'never' => {
  if (attempt === state.failures + 1) return 'now';
  return attempt <= state.failures ? 'before' : 'never';
};

const fail = ({ data }: RecordFailure, { notification, failures }: Pending): DeliveryEvent => {
  const { deliveryId, attempt, reason, retry, at } = data;
  const delayMs = retry.delaysMs[failures];
  if (delayMs === undefined) {
    const { complaintId, escalationId } = notification;
    const about = { ...(complaintId && { complaintId }), ...(escalationId && { escalationId }) };
    return { type: 'DeliveryGivenUp', data: { deliveryId, ...about, attempts: attempt, givenUpAt: at } };
  }
  const nextAttemptAt = new Date(Date.parse(at) + delayMs + retry.jitterMs).toISOString();
  return { type: 'NotificationFailed', data: { deliveryId, attempt, failedAt: at, reason, nextAttemptAt } };
};

const record = (command: RecordSent | RecordFailure, state: Delivery): Decided => {
  if (state.status === 'unqueued') return refuse('notification-not-queued');
  if (state.status !== 'pending') return happened();
  const { deliveryId, attempt, at } = command.data;
  switch (awaited(attempt, state)) {
    case 'never':
      return refuse('attempt-out-of-order');
    case 'before':
      return happened();
    case 'now':
      return command.type === 'RecordSent'
        ? happened({ type: 'NotificationSent', data: { deliveryId, attempt, sentAt: at } })
        : happened(fail(command, state));
  }
};

const evolve = (state: Delivery, { type, data }: DeliveryEvent): Delivery => {
  switch (type) {
    case 'NotificationQueued':
      return { status: 'pending', notification: data, failures: 0, nextAttemptAt: data.queuedAt };
    case 'NotificationFailed':
      if (state.status !== 'pending') return state;
      return { ...state, failures: data.attempt, nextAttemptAt: data.nextAttemptAt };
    case 'NotificationSent':
      return { status: 'sent' };
    case 'DeliveryGivenUp':
      return { status: 'givenUp' };
  }
};

/** One message on its way to one person; stream `delivery-<deliveryId>`. */
export const deliveryDecider: Decider<Delivery, DeliveryCommand, DeliveryEvent, DeliveryRefusal> = {
  initial: { status: 'unqueued' },
  decide: (command, state) => (command.type === 'QueueNotification' ? queue(command, state) : record(command, state)),
  evolve,
};
