import type { ModelDocument } from '@redress/projections';
import type { NotificationSection } from '../projections/notifications.projection';
import type { SortOrder } from './cursor';

/** A message that arrived nowhere, though it was tried again and again. */
export interface Undelivered {
  readonly complaintId?: string;
  /** Set where it was about an escalation: that has climbed since. */
  readonly escalationId?: string;
  /** `staff:<id>` or `complainant:<personId>`. */
  readonly recipient: string;
  readonly channel: string;
  readonly template: string;
  readonly queuedAt: string;
  readonly givenUpAt: string;
  readonly attempts: number;
  /** Class of the last fault. */
  readonly reason?: string;
}

/** Latest first. */
export const undeliveredOrder: SortOrder = [
  ['givenUpAt', -1],
  ['_id', -1],
];

/** A delivery that was given up, as it is listed. */
export const undeliveredItem = ({ sections }: ModelDocument): Undelivered => {
  const delivery = sections.delivery?.data as NotificationSection;
  const { complaintId, escalationId, recipient = '', channel = '', template = '', queuedAt = '' } = delivery;
  const { givenUpAt = '', attempts, reason } = delivery;
  return {
    ...(complaintId !== undefined && { complaintId }),
    ...(escalationId !== undefined && { escalationId }),
    recipient,
    channel,
    template,
    queuedAt,
    givenUpAt,
    attempts,
    ...(reason !== undefined && { reason }),
  };
};
