import type { OutgoingMessage } from './channel';

/** A message as it lies in a staff member's inbox. */
export type InboxEntry = Omit<OutgoingMessage, 'siteId' | 'staffId'>;

/** A page of an inbox, newest first; `next` is where the following one goes on, absent on the last. */
export interface InboxPage {
  readonly items: readonly InboxEntry[];
  readonly next?: InboxPlace;
}

/** A place in an inbox: the entry with this id and time was the last one read. */
export interface InboxPlace {
  readonly queuedAt: string;
  readonly deliveryId: string;
}

/** What staff were told within the web app, per site and person. */
export interface Inbox {
  /** Lays a message in; the same one again changes nothing. @throws TransientFault when the store is away */
  put(message: OutgoingMessage): Promise<void>;
  page(siteId: string, staffId: string, limit: number, after?: InboxPlace): Promise<InboxPage>;
}
