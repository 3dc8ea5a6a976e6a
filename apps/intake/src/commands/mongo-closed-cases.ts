import { durableCollection, guarded, isDuplicateKey } from '@redress/event-store';
import type { Connection, mongo } from 'mongoose';
import type { ClosedCases } from './closed-cases';

interface CaseDocument {
  readonly _id: string;
  readonly closed: boolean;
  /** Since when, ISO-8601 UTC. */
  readonly at: string;
}

/** In intake's own database: collection `closed_cases`, read by id. */
export class MongoClosedCases implements ClosedCases {
  private readonly cases: mongo.Collection<CaseDocument>;

  constructor(connection: Connection) {
    this.cases = durableCollection<CaseDocument>(connection, 'closed_cases');
  }

  /** What is known of a later moment stays: the document is then no match, and the insert finds its id taken. */
  async note(complaintId: string, closed: boolean, at: string): Promise<void> {
    const filter = { _id: complaintId, at: { $lte: at } };
    try {
      await guarded('closed cases', () => this.cases.updateOne(filter, { $set: { closed, at } }, { upsert: true }));
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  async isClosed(complaintId: string): Promise<boolean> {
    return (await guarded('closed cases', () => this.cases.findOne({ _id: complaintId })))?.closed === true;
  }
}
