import { durableCollection, guarded } from '@redress/event-store';
import type { Connection, mongo } from 'mongoose';
import type { OutgoingMessage } from './channel';
import type { Inbox, InboxEntry, InboxPage, InboxPlace } from './inbox';

type InboxDocument = Omit<OutgoingMessage, 'deliveryId'> & { readonly _id: string };

const entryOf = ({ _id, siteId: _siteId, staffId: _staffId, ...entry }: InboxDocument): InboxEntry => ({
  deliveryId: _id,
  ...entry,
});

const placeOf = (entry: InboxEntry | undefined): { next?: InboxPlace } =>
  entry ? { next: { queuedAt: entry.queuedAt, deliveryId: entry.deliveryId } } : {};

/** The inbox in the service's own database, collection `inbox`. */
export class MongoInbox implements Inbox {
  private readonly entries: mongo.Collection<InboxDocument>;

  constructor(connection: Connection) {
    this.entries = durableCollection<InboxDocument>(connection, 'inbox');
  }

  /** Creates the index an inbox is read by; call it once before the service is ready. */
  async prepare(): Promise<void> {
    await this.entries.createIndex({ siteId: 1, staffId: 1, queuedAt: -1, _id: -1 }, { name: 'newest' });
  }

  async put({ deliveryId, ...message }: OutgoingMessage): Promise<void> {
    const entry = { $setOnInsert: message };
    await guarded('inbox', () => this.entries.updateOne({ _id: deliveryId }, entry, { upsert: true }));
  }

  async page(siteId: string, staffId: string, limit: number, after?: InboxPlace): Promise<InboxPage> {
    const older = after
      ? {
          $or: [{ queuedAt: { $lt: after.queuedAt } }, { queuedAt: after.queuedAt, _id: { $lt: after.deliveryId } }],
        }
      : {};
    const options = { sort: { queuedAt: -1, _id: -1 }, limit: limit + 1 } as const;
    const found = await guarded('inbox', () => this.entries.find({ siteId, staffId, ...older }, options).toArray());
    const items = found.slice(0, limit).map(entryOf);
    return { items, ...(found.length > limit ? placeOf(items.at(-1)) : {}) };
  }
}
