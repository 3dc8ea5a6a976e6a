import { durableCollection, guarded, isDuplicateKey } from '@redress/event-store';
import type { Connection, mongo } from 'mongoose';
import type { SharedAnswers, StandingAnswer } from './shared-answers';

interface AnswerDocument {
  readonly _id: string;
  readonly substantiated?: boolean;
  readonly standing?: StandingAnswer;
}

/** In the service's own database: collection `shared_answers`, read by id. The words in it are sealed. */
export class MongoSharedAnswers implements SharedAnswers {
  private readonly answers: mongo.Collection<AnswerDocument>;

  constructor(connection: Connection) {
    this.answers = durableCollection<AnswerDocument>(connection, 'shared_answers');
  }

  async noteFinding(complaintId: string, substantiated: boolean): Promise<void> {
    const note = { $set: { substantiated } };
    await guarded('answers', () => this.answers.updateOne({ _id: complaintId }, note, { upsert: true }));
  }

  async findingOf(complaintId: string): Promise<boolean | undefined> {
    return (await guarded('answers', () => this.answers.findOne({ _id: complaintId })))?.substantiated;
  }

  /** Where a later answer is known the document is no match, and the insert finds its id taken. */
  async noteAnswer(complaintId: string, standing: StandingAnswer): Promise<void> {
    const filter = { _id: complaintId, 'standing.at': { $not: { $gt: standing.at } } };
    try {
      await guarded('answers', () => this.answers.updateOne(filter, { $set: { standing } }, { upsert: true }));
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  async answerOf(complaintId: string): Promise<StandingAnswer | undefined> {
    return (await guarded('answers', () => this.answers.findOne({ _id: complaintId })))?.standing;
  }
}
