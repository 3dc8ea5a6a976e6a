import { durableCollection, guarded } from '@redress/event-store';
import type { Connection, mongo } from 'mongoose';
import type { EscalationFacts, MessageFacts } from './message-facts';

interface NumberDocument {
  readonly _id: string;
  readonly complaintNo: string;
}
type EscalationDocument = EscalationFacts & { readonly _id: string };

/** In the service's own database: collections `complaint_numbers` and `escalation_facts`, read by id alone. */
export class MongoMessageFacts implements MessageFacts {
  private readonly numbers: mongo.Collection<NumberDocument>;
  private readonly escalations: mongo.Collection<EscalationDocument>;

  constructor(connection: Connection) {
    this.numbers = durableCollection<NumberDocument>(connection, 'complaint_numbers');
    this.escalations = durableCollection<EscalationDocument>(connection, 'escalation_facts');
  }

  async noteComplaint(complaintId: string, complaintNo: string): Promise<void> {
    const note = { $setOnInsert: { complaintNo } };
    await guarded('facts', () => this.numbers.updateOne({ _id: complaintId }, note, { upsert: true }));
  }

  async noteEscalation(escalationId: string, facts: EscalationFacts): Promise<void> {
    const { complaintId, dueAt, acknowledgeBy, lateMs } = facts;
    const note = {
      $setOnInsert: { complaintId, lateMs, ...(dueAt && { dueAt }), ...(acknowledgeBy && { acknowledgeBy }) },
    };
    await guarded('facts', () => this.escalations.updateOne({ _id: escalationId }, note, { upsert: true }));
  }

  async numberOf(complaintId: string): Promise<string | undefined> {
    return (await guarded('facts', () => this.numbers.findOne({ _id: complaintId })))?.complaintNo;
  }

  async escalation(escalationId: string): Promise<EscalationFacts | undefined> {
    const found = await guarded('facts', () => this.escalations.findOne({ _id: escalationId }));
    if (!found) return undefined;
    const { _id, ...facts } = found;
    return facts;
  }
}
