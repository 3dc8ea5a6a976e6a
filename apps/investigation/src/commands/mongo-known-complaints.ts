import { durableCollection, guarded, isDuplicateKey } from '@redress/event-store';
import { TransientFault, type PublishedCommit } from '@redress/kernel';
import type { Connection, mongo } from 'mongoose';
import type { KnownComplaint, KnownComplaints } from './known-complaints';
import { learnComplaint } from './learn-complaint';

type KnownDocument = KnownComplaint & { readonly _id: string };

/** Known complaints in the collection `known_complaints`: each document holds the version it has learned (decisions.md 5). */
export class MongoKnownComplaints implements KnownComplaints {
  private readonly documents: mongo.Collection<KnownDocument>;

  constructor(connection: Connection) {
    this.documents = durableCollection<KnownDocument>(connection, 'known_complaints');
  }

  async find(complaintId: string): Promise<KnownComplaint | undefined> {
    const found = await guarded('read a known complaint', () => this.documents.findOne({ _id: complaintId }));
    if (!found) return undefined;
    const { _id, ...known } = found;
    return known;
  }

  async learn(commit: PublishedCommit): Promise<void> {
    // Of a new complaint nothing is known, so nothing is read; where that is wrong its document is in the way.
    const first = commit.envelope.version === 1 ? learnComplaint(undefined, commit) : undefined;
    if (first && (await this.replace(undefined, first))) return;
    const known = await this.find(commit.envelope.subject);
    if (known && known.version >= commit.envelope.version) return;
    const next = learnComplaint(known, commit);
    if (next && !(await this.replace(known, next)))
      throw new TransientFault('another process learned of the complaint meanwhile');
  }

  /** Over the very version that was read: a consumer that lost its partition meanwhile must not win (pitfalls K5). False where it is another by now. */
  private async replace(known: KnownComplaint | undefined, next: KnownComplaint): Promise<boolean> {
    const filter = { _id: next.complaintId, version: known?.version ?? 0 };
    try {
      const { matchedCount, upsertedCount } = await guarded('learn of a complaint', () =>
        this.documents.replaceOne(filter, next, { upsert: !known }),
      );
      return matchedCount + upsertedCount > 0;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }
}
