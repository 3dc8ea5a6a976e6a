import { durableCollection, guarded } from '@redress/event-store';
import type { Connection, mongo } from 'mongoose';
import type { Complainant, Correspondence, Follower, Following, LetterFacts } from './correspondence';

type ComplainantDocument = Complainant & { readonly _id: string };
type LetterDocument = LetterFacts & { readonly _id: string };

/** In the service's own database: collections `complainants` and `letters`, read by id. */
export class MongoCorrespondence implements Correspondence {
  private readonly complainants: mongo.Collection<ComplainantDocument>;
  private readonly letters: mongo.Collection<LetterDocument>;

  constructor(connection: Connection) {
    this.complainants = durableCollection<ComplainantDocument>(connection, 'complainants');
    this.letters = durableCollection<LetterDocument>(connection, 'letters');
  }

  /** Creates the index an erasure needs; call it once before the service is ready. */
  async prepare(): Promise<void> {
    await this.complainants.createIndex({ personId: 1 }, { name: 'person' });
    await this.complainants.createIndex({ 'follows.leadingId': 1 }, { name: 'followers', sparse: true });
  }

  async noteComplainant(complaintId: string, complainant: Complainant): Promise<void> {
    const note = { $setOnInsert: { ...complainant } };
    await guarded('correspondence', () => this.complainants.updateOne({ _id: complaintId }, note, { upsert: true }));
  }

  async noteFinding(complaintId: string, substantiated: boolean): Promise<void> {
    await guarded('correspondence', () =>
      this.complainants.updateOne({ _id: complaintId }, { $set: { substantiated } }),
    );
  }

  async complainantOf(complaintId: string): Promise<Complainant | undefined> {
    const found = await guarded('correspondence', () => this.complainants.findOne({ _id: complaintId }));
    if (!found) return undefined;
    const { _id, ...complainant } = found;
    return complainant;
  }

  async noteFollowing(complaintId: string, follows: Following): Promise<void> {
    await guarded('correspondence', () => this.complainants.updateOne({ _id: complaintId }, { $set: { follows } }));
  }

  async noteLeft(complaintId: string, leadingId: string): Promise<void> {
    const filter = { _id: complaintId, 'follows.leadingId': leadingId };
    await guarded('correspondence', () => this.complainants.updateOne(filter, { $unset: { follows: '' } }));
  }

  async followersOf(leadingId: string): Promise<readonly Follower[]> {
    const found = await guarded('correspondence', () =>
      this.complainants.find({ 'follows.leadingId': leadingId }).toArray(),
    );
    return found.flatMap(({ _id: complaintId, follows, ...complainant }) =>
      follows ? [{ complaintId, follows, ...complainant }] : [],
    );
  }

  async noteLetter(deliveryId: string, facts: LetterFacts): Promise<void> {
    const note = { $setOnInsert: { ...facts } };
    await guarded('correspondence', () => this.letters.updateOne({ _id: deliveryId }, note, { upsert: true }));
  }

  async letter(deliveryId: string): Promise<LetterFacts | undefined> {
    const found = await guarded('correspondence', () => this.letters.findOne({ _id: deliveryId }));
    if (!found) return undefined;
    const { _id, ...facts } = found;
    return facts;
  }

  async erase(personId: string): Promise<void> {
    await guarded('correspondence', () => this.complainants.deleteMany({ personId }));
  }
}
