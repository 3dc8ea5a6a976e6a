import { happened, refuse, type Decider, type Decision } from '@redress/kernel';
import type {
  DeliveryCommand,
  DeliveryEvent,
  DeliveryRefusal,
  DeliveryResumed,
  NotificationQueued,
  QueueNotification,
  RecordFailure,
  RecordSent,
  ResumeDelivery,
  RetrySchedule,
} from './delivery-messages';

/** Where a delivery stands. */
export type Delivery =
  | { readonly status: 'unqueued' }
  | {
      readonly status: 'pending';
      readonly notification: NotificationQueued['data'];
      /** Attempts that failed so far. */
      readonly failures: number;
      /** Those of them that failed before it was last tried again from the start. */
      readonly failedBefore: number;
      readonly nextAttemptAt: string;
    }
  | { readonly status: 'sent' }
  | {
      readonly status: 'givenUp';
      readonly notification: NotificationQueued['data'];
      readonly failures: number;
    };

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

/** Milliseconds until a failed attempt is made again; undefined after the last one of the schedule. */
const delayAfter = ({ delaysMs }: RetrySchedule, { failures, failedBefore }: Pending): number | undefined =>
  delaysMs[failures - failedBefore];

/** Whether the message is given up should the attempt that is due fail. */
export const isLastAttempt = (delivery: Delivery, retry: RetrySchedule): boolean =>
  delivery.status === 'pending' && delayAfter(retry, delivery) === undefined;

const fail = ({ data }: RecordFailure, state: Pending): DeliveryEvent => {
  const { deliveryId, attempt, reason, retry, at } = data;
  const { notification } = state;
  const delayMs = delayAfter(retry, state);
  if (delayMs === undefined) {
    const { complaintId, escalationId } = notification;
    const about = { ...(complaintId && { complaintId }), ...(escalationId && { escalationId }) };
    return { type: 'DeliveryGivenUp', data: { deliveryId, ...about, attempts: attempt, givenUpAt: at } };
  }
  const nextAttemptAt = new Date(Date.parse(at) + delayMs + retry.jitterMs).toISOString();
  return { type: 'NotificationFailed', data: { deliveryId, attempt, failedAt: at, reason, nextAttemptAt } };
};

const send = ({ data: { deliveryId, attempt, templateVersion, at } }: RecordSent): DeliveryEvent => ({
  type: 'NotificationSent',
  data: { deliveryId, attempt, sentAt: at, ...(templateVersion !== undefined && { templateVersion }) },
});

const record = (command: RecordSent | RecordFailure, state: Delivery): Decided => {
  if (state.status === 'unqueued') return refuse('notification-not-queued');
  if (state.status !== 'pending') return happened();
  switch (awaited(command.data.attempt, state)) {
    case 'never':
      return refuse('attempt-out-of-order');
    case 'before':
      return happened();
    case 'now':
      return happened(command.type === 'RecordSent' ? send(command) : fail(command, state));
  }
};

/** What goes out anyway is not asked for twice; what has arrived is never said again. */
const resume = ({ data: { deliveryId, by, at } }: ResumeDelivery, state: Delivery): Decided => {
  switch (state.status) {
    case 'unqueued':
      return refuse('notification-not-queued');
    case 'sent':
      return refuse('notification-sent');
    case 'pending':
      return happened();
    case 'givenUp':
      return happened({ type: 'DeliveryResumed', data: { deliveryId, resumedBy: by, resumedAt: at } });
  }
};

const resumed = (state: Delivery, { resumedAt }: DeliveryResumed['data']): Delivery => {
  if (state.status !== 'givenUp') return state;
  const { notification, failures } = state;
  return { status: 'pending', notification, failures, failedBefore: failures, nextAttemptAt: resumedAt };
};

const evolve = (state: Delivery, { type, data }: DeliveryEvent): Delivery => {
  switch (type) {
    case 'NotificationQueued':
      return {
        status: 'pending',
        notification: data,
        failures: 0,
        failedBefore: 0,
        nextAttemptAt: data.queuedAt,
      };
    case 'NotificationFailed':
      if (state.status !== 'pending') return state;
      return { ...state, failures: data.attempt, nextAttemptAt: data.nextAttemptAt };
    case 'NotificationSent':
      return { status: 'sent' };
    case 'DeliveryGivenUp':
      if (state.status !== 'pending') return state;
      return { status: 'givenUp', notification: state.notification, failures: data.attempts };
    case 'DeliveryResumed':
      return resumed(state, data);
  }
};

const decide = (command: DeliveryCommand, state: Delivery): Decided => {
  switch (command.type) {
    case 'QueueNotification':
      return queue(command, state);
    case 'ResumeDelivery':
      return resume(command, state);
    case 'RecordSent':
    case 'RecordFailure':
      return record(command, state);
  }
};

/** One message on its way to one person; stream `delivery-<deliveryId>`. */
export const deliveryDecider: Decider<Delivery, DeliveryCommand, DeliveryEvent, DeliveryRefusal> = {
  initial: { status: 'unqueued' },
  decide,
  evolve,
};
