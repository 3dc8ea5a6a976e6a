import { Inject, Injectable } from '@nestjs/common';
import type { ComplaintRegistered, EscalationRaised, PersonErased } from '@redress/contracts';
import { VersionConflict } from '@redress/event-store';
import {
  TransientFault,
  type Clock,
  type CommitEnvelope,
  type PublishedCommit,
  type VersionedEvent,
} from '@redress/kernel';
import { CLOCK } from '@redress/platform';
import { ContactBook } from '../contacts/contact-book';
import type { MessageFacts } from '../facts/message-facts';
import { MESSAGE_FACTS } from '../injection-tokens';
import { reactionMeta } from './reaction';
import { WhenEscalationRaised } from './when-escalation-raised.consumer';

/** Hears the other services and does what follows. Any number of times: each effect is stored once. */
@Injectable()
export class Reacting {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(MESSAGE_FACTS) private readonly facts: MessageFacts,
    private readonly contacts: ContactBook,
    private readonly whenEscalationRaised: WhenEscalationRaised,
  ) {}

  /** @throws TransientFault when the same commits must be given again later */
  async hear(commits: readonly PublishedCommit[]): Promise<void> {
    for (const { envelope, events } of commits)
      for (const [index, event] of events.entries()) await this.react(event, envelope, index);
  }

  private async react({ type, data }: VersionedEvent, envelope: CommitEnvelope, index: number): Promise<void> {
    switch (`${envelope.context}.${type}`) {
      case 'intake.ComplaintRegistered': {
        const { complaintId, complaintNo } = data as ComplaintRegistered;
        return this.facts.noteComplaint(complaintId, complaintNo);
      }
      case 'intake.PersonErased':
        return this.contacts.forget((data as PersonErased).personId);
      case 'escalation.EscalationRaised':
        return this.tell(data as EscalationRaised, envelope, index);
      default:
        return undefined;
    }
  }

  private async tell(raised: EscalationRaised, envelope: CommitEnvelope, index: number): Promise<void> {
    try {
      await this.whenEscalationRaised.hear(raised, reactionMeta(envelope, index, this.clock));
    } catch (error) {
      throw error instanceof VersionConflict ? new TransientFault('a delivery is contended', { cause: error }) : error;
    }
  }
}
