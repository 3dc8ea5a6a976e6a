import type { ModelDocument } from '@redress/projections';
import type { NotificationSection } from '../projections/notifications.projection';
import type { SortOrder } from './cursor';

/** A message that arrived nowhere, though it was tried again and again. */
export interface Undelivered {
  /** The delivery. */
  readonly id: string;
  /** Whether it rests, or is tried again since `resumedAt`. */
  readonly state: 'givenUp' | 'triedAgain';
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
  /** When it was last sent again, and by whom. */
  readonly resumedAt?: string;
  readonly resumedBy?: string;
}

/** Latest first. */
export const undeliveredOrder: SortOrder = [
  ['givenUpAt', -1],
  ['_id', -1],
];

/** Of a delivery that was given up its queuing was heard before. */
type GivenUp = NotificationSection & Pick<Undelivered, 'recipient' | 'channel' | 'template' | 'queuedAt' | 'givenUpAt'>;

/** A delivery that was given up and has not arrived since, as it is listed. */
export const undeliveredItem = ({ _id, sections }: ModelDocument): Undelivered => {
  const delivery = sections.delivery?.data as GivenUp;
  const { siteId: _site, roles: _roles, at: _at, nextAttemptAt: _next, state, ...told } = delivery;
  return { ...told, id: _id.replace(/^delivery-/, ''), state: state === 'givenUp' ? state : 'triedAgain' };
};
