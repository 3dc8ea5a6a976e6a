import type { Channel, OutgoingMessage } from './channel';
import type { Inbox } from './inbox';

/** The inbox of the web app: needs no contact, leaves no house, and is the one channel of a drill. */
export class InAppChannel implements Channel {
  readonly name = 'inApp';
  readonly outward = false;

  constructor(private readonly inbox: Inbox) {}

  reaches(): boolean {
    return true;
  }

  send(message: OutgoingMessage): Promise<void> {
    return this.inbox.put(message);
  }
}
