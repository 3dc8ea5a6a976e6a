import type { EscalationRaised } from '@redress/contracts';

/** What an escalation says about itself, for the words of its messages. */
export type EscalationFacts = Pick<EscalationRaised, 'complaintId' | 'dueAt' | 'acknowledgeBy' | 'lateMs'>;

/**
 * What messages are about, kept from what others published: a delivery's own events name it by id alone. Nothing of it
 * is personal.
 */
export interface MessageFacts {
  /** The number of a complaint; again changes nothing. @throws TransientFault when the store is away */
  noteComplaint(complaintId: string, complaintNo: string): Promise<void>;
  noteEscalation(escalationId: string, facts: EscalationFacts): Promise<void>;
  numberOf(complaintId: string): Promise<string | undefined>;
  escalation(escalationId: string): Promise<EscalationFacts | undefined>;
}
