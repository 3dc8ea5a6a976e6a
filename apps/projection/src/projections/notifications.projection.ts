import type { Role } from '@redress/contracts';
import type { PublishedCommit } from '@redress/kernel';
import type { ReadModel } from '@redress/projections';
import { foldEvents, type Folds } from './fold-events';

type DeliveryMessages =
  | 'NotificationQueued'
  | 'NotificationSent'
  | 'NotificationFailed'
  | 'DeliveryGivenUp'
  | 'DeliveryResumed'
  | 'NobodyOnDuty';

/** One message to one person, or the finding that there is nobody to tell. Names staff by id only. */
export interface NotificationSection {
  readonly siteId: string;
  readonly complaintId?: string;
  readonly escalationId?: string;
  readonly state: 'queued' | 'sent' | 'failing' | 'givenUp' | 'nobodyOnDuty';
  readonly recipient?: string;
  readonly roles?: Role[];
  /** The channel, or the kind of it where the message names one. */
  readonly channel?: string;
  readonly template?: string;
  readonly queuedAt?: string;
  readonly attempts: number;
  /** When all attempts had failed; gone once it arrived after all. */
  readonly givenUpAt?: string;
  /** When it was last tried again after that, and by whom. */
  readonly resumedAt?: string;
  readonly resumedBy?: string;
  /** The last thing that happened to it. */
  readonly at?: string;
  readonly reason?: string;
  readonly nextAttemptAt?: string;
}

const folds: Folds<NotificationSection, DeliveryMessages> = {
  NotificationQueued: (section, { deliveryId: _id, role, locale: _locale, channel, via, queuedAt, ...queued }) => ({
    ...section,
    ...queued,
    channel: via ?? channel,
    ...(role && { roles: [role] }),
    queuedAt,
    at: queuedAt,
  }),
  NotificationSent: ({ nextAttemptAt: _next, reason: _reason, givenUpAt: _gone, ...section }, { attempt, sentAt }) => ({
    ...section,
    state: 'sent',
    attempts: attempt,
    at: sentAt,
  }),
  NotificationFailed: (section, { attempt, failedAt, reason, nextAttemptAt }) => ({
    ...section,
    state: 'failing',
    attempts: attempt,
    at: failedAt,
    reason,
    nextAttemptAt,
  }),
  DeliveryGivenUp: ({ nextAttemptAt: _next, ...section }, { attempts, givenUpAt }) => ({
    ...section,
    state: 'givenUp',
    attempts,
    givenUpAt,
    at: givenUpAt,
  }),
  DeliveryResumed: (section, { resumedBy, resumedAt }) => ({
    ...section,
    state: 'queued',
    resumedBy,
    resumedAt,
    at: resumedAt,
  }),
  NobodyOnDuty: (section, { complaintId, escalationId, roles, noticedAt }) => ({
    ...section,
    complaintId,
    escalationId,
    roles,
    state: 'nobodyOnDuty',
    at: noticedAt,
  }),
};

const fold = (section: NotificationSection | undefined, commit: PublishedCommit): NotificationSection =>
  foldEvents(folds, section ?? { siteId: commit.envelope.siteId, state: 'queued', attempts: 0 }, commit);

/** One document per delivery, and per escalation that found nobody on duty; keyed by the stream. */
export const notifications: ReadModel<{ readonly delivery: NotificationSection }, Partial<NotificationSection>> = {
  name: 'notifications',
  indexes: [
    { fields: { complaintId: 1, _id: 1 }, where: ['complaintId'] },
    { fields: { siteId: 1, givenUpAt: -1, _id: -1 }, where: ['givenUpAt'] },
  ],
  place: (streamId) => (/^(delivery|gap)-/.test(streamId) ? { key: streamId, section: 'delivery' } : undefined),
  fold: (section, commit) => fold(section as NotificationSection | undefined, commit),
  summarise: (_streamId, { delivery }) => ({ ...delivery }),
};
