import { publishedChannels, type DeliveryChannel } from '@redress/contracts';
import type * as contracts from '@redress/contracts';
import type { DeliveryEvent, NobodyOnDuty, RosterEvent, TemplateEvent } from '@redress/delivery';
import type { VersionedEvent } from '@redress/kernel';

/** Every event that notification stores. */
export type NotificationEvent = DeliveryEvent | RosterEvent | NobodyOnDuty | TemplateEvent;

type EventOf<T extends NotificationEvent['type']> = Extract<NotificationEvent, { type: T }>;
type ContractOf<T extends NotificationEvent['type']> = InstanceType<(typeof contracts)[T]>;

/** The channel in words every reader knows: robots and the SMS gateway are posted to like a webhook (ADR 12). */
const publishedChannel = (channel: DeliveryChannel): Pick<contracts.NotificationQueued, 'channel' | 'via'> => {
  const known = publishedChannels.find((one) => one === channel);
  return known ? { channel: known } : { channel: 'webhook', via: channel };
};

/**
 * What is published of each stored event. The compiler demands all of them and proves that the stored data keep the
 * contract of the same name.
 */
const published: { readonly [T in NotificationEvent['type']]: (event: EventOf<T>) => ContractOf<T> } = {
  NotificationQueued: ({ data: { channel, ...data } }) => ({ ...data, ...publishedChannel(channel) }),
  NotificationSent: ({ data }) => data,
  NotificationFailed: ({ data }) => data,
  DeliveryGivenUp: ({ data }) => data,
  DeliveryResumed: ({ data }) => data,
  NobodyOnDuty: ({ data }) => data,
  DutyAssigned: ({ data }) => ({ ...data, roles: [...data.roles] }),
  DutyEnded: ({ data }) => data,
  // The words themselves are nobody else's business.
  TemplateChanged: ({ data: { subject: _subject, text: _text, ...data } }) => data,
  TemplateReverted: ({ data }) => data,
};

/** The published form of a stored event. A new shape of a message is a new version here, never an edit. */
export const toMessage = <T extends NotificationEvent['type']>(event: EventOf<T> & { type: T }): VersionedEvent => ({
  type: event.type,
  schemaVersion: 1,
  data: published[event.type](event),
});
