import { durableCollection, guarded } from '@redress/event-store';
import type { Connection, mongo } from 'mongoose';
import type { ContactKind, KnownKinds } from './known-kinds';

interface KindsDocument {
  readonly _id: string;
  readonly personId: string;
  readonly kinds: readonly ContactKind[];
}

/** In the service's own database, collection `contact_kinds`. */
export class MongoKnownKinds implements KnownKinds {
  private readonly kinds: mongo.Collection<KindsDocument>;

  constructor(connection: Connection) {
    this.kinds = durableCollection<KindsDocument>(connection, 'contact_kinds');
  }

  /** Creates the index an erasure needs; call it once before the service is ready. */
  async prepare(): Promise<void> {
    await this.kinds.createIndex({ personId: 1 }, { name: 'person' });
  }

  async of(entryId: string): Promise<readonly ContactKind[] | undefined> {
    return (await guarded('contact kinds', () => this.kinds.findOne({ _id: entryId })))?.kinds;
  }

  async note(
    { entryId, personId }: { readonly entryId: string; readonly personId: string },
    kinds: readonly ContactKind[],
  ): Promise<void> {
    const known = { $setOnInsert: { personId, kinds: [...kinds] } };
    await guarded('contact kinds', () => this.kinds.updateOne({ _id: entryId }, known, { upsert: true }));
  }

  async erase(personId: string): Promise<void> {
    await guarded('contact kinds', () => this.kinds.updateMany({ personId }, { $set: { kinds: [] } }));
  }
}
