import { durableCollection, guarded, isDuplicateKey } from '@redress/event-store';
import { TransientFault, type PublishedCommit } from '@redress/kernel';
import type { Connection, mongo } from 'mongoose';
import type { KnownComplaint, KnownComplaints } from './known-complaints';
import { learnComplaint } from './learn-complaint';

type KnownDocument = KnownComplaint & { readonly _id: string };

/** Known complaints in the collection `known_complaints`: each document holds the version it has learned (decisions.md 5). */
export class MongoKnownComplaints implements KnownComplaints {
  constructor(private readonly connection: Connection) {}

  async find(complaintId: string): Promise<KnownComplaint | undefined> {
    const found = await guarded('read a known complaint', () => this.documents().findOne({ _id: complaintId }));
    if (!found) return undefined;
    const { _id, ...known } = found;
    return known;
  }

  async learn(commit: PublishedCommit): Promise<void> {
    const known = await this.find(commit.envelope.subject);
    if (known && known.version >= commit.envelope.version) return;
    const next = learnComplaint(known, commit);
    if (next) await guarded('learn of a complaint', () => this.replace(known, next));
  }

  /** Over the very version that was read: a consumer that lost its partition meanwhile must not win (pitfalls K5). */
  private async replace(known: KnownComplaint | undefined, next: KnownComplaint): Promise<void> {
    const filter = { _id: next.complaintId, version: known?.version ?? 0 };
    try {
      const { matchedCount, upsertedCount } = await this.documents().replaceOne(filter, next, { upsert: !known });
      if (matchedCount + upsertedCount === 0) throw this.overtaken();
    } catch (error) {
      throw isDuplicateKey(error) ? this.overtaken() : error;
    }
  }

  private overtaken(): TransientFault {
    return new TransientFault('another process learned of the complaint meanwhile');
  }

  private documents(): mongo.Collection<KnownDocument> {
    return durableCollection<KnownDocument>(this.connection, 'known_complaints');
  }
}
