import type { Message } from '@redress/kernel';
import type { Role } from '@redress/plan-rules';
import type { Locale } from './locale';

/** How a message reaches a person: `wecom`, `dingtalk` and `feishu` are robots of a group chat. */
export type DeliveryChannel = 'email' | 'webhook' | 'inApp' | 'wecom' | 'dingtalk' | 'feishu' | 'sms';

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
export type RecordSent = Message<'RecordSent', OfDelivery & { attempt: number; templateVersion?: number; at: string }>;
/** The channel did not take the message. `reason` is a class of fault and holds no personal data. */
export type RecordFailure = Message<
  'RecordFailure',
  OfDelivery & { attempt: number; reason: string; retry: RetrySchedule; at: string }
>;
/** Tries a message again that was given up, as the same delivery. `by` is who asks for it. */
export type ResumeDelivery = Message<'ResumeDelivery', OfDelivery & { by: string; at: string }>;
/** Everything a delivery can be asked to do. */
export type DeliveryCommand = QueueNotification | RecordSent | RecordFailure | ResumeDelivery;

/** A message is to be sent. */
export type NotificationQueued = Message<'NotificationQueued', OfDelivery & NotificationDetails & { queuedAt: string }>;
/** A message went out. `templateVersion`: of the site's own words; absent where the built-in ones went. */
export type NotificationSent = Message<
  'NotificationSent',
  OfDelivery & { attempt: number; sentAt: string; templateVersion?: number }
>;
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
/** A message that was given up is tried again: the whole schedule anew, the attempts counted on. */
export type DeliveryResumed = Message<'DeliveryResumed', OfDelivery & { resumedBy: string; resumedAt: string }>;
/** Everything that can happen to a delivery. */
export type DeliveryEvent =
  NotificationQueued | NotificationSent | NotificationFailed | DeliveryGivenUp | DeliveryResumed;

/** Why a delivery says no. */
export type DeliveryRefusal = 'notification-not-queued' | 'attempt-out-of-order' | 'notification-sent';
