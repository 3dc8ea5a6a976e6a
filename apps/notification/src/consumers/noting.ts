import { Inject, Injectable } from '@nestjs/common';
import type {
  ComplaintMerged,
  ComplaintRegistered,
  ComplaintUnmerged,
  InvestigationCompleted,
  PersonErased,
} from '@redress/contracts';
import { ContactBook } from '../contacts/contact-book';
import { assertHeardOf } from '../facts/heard-of';
import type { MessageFacts } from '../facts/message-facts';
import { CORRESPONDENCE, MESSAGE_FACTS, SHARED_ANSWERS } from '../injection-tokens';
import type { Correspondence } from '../letters/correspondence';
import type { SharedAnswers } from '../letters/shared-answers';

/** Keeps of other services' events what later messages will be about. */
@Injectable()
export class Noting {
  constructor(
    private readonly contacts: ContactBook,
    @Inject(MESSAGE_FACTS) private readonly facts: MessageFacts,
    @Inject(CORRESPONDENCE) private readonly correspondence: Correspondence,
    @Inject(SHARED_ANSWERS) private readonly answers: SharedAnswers,
  ) {}

  /** @throws TransientFault when it must be heard again */
  async note(name: string, data: unknown): Promise<void> {
    switch (name) {
      case 'intake.ComplaintRegistered':
        return this.noteRegistered(data as ComplaintRegistered);
      case 'intake.PersonErased': {
        const { personId } = data as PersonErased;
        await this.contacts.forget(personId);
        return this.correspondence.erase(personId);
      }
      case 'intake.ComplaintMerged': {
        const { complaintId, leadingId, leadingComplainant: complainant } = data as ComplaintMerged;
        return this.correspondence.noteFollowing(complaintId, { leadingId, complainant });
      }
      case 'intake.ComplaintUnmerged': {
        const { complaintId, leadingId } = data as ComplaintUnmerged;
        return this.correspondence.noteLeft(complaintId, leadingId);
      }
      case 'investigation.InvestigationCompleted':
        return this.noteFinding(data as InvestigationCompleted);
      default:
        return undefined;
    }
  }

  private async noteRegistered(registered: ComplaintRegistered): Promise<void> {
    const { complaintId, complaintNo, reachableBy = [], personId, locale, complainant, trackingToken } = registered;
    const token = trackingToken && { trackingToken };
    if (reachableBy.includes('email'))
      await this.correspondence.noteComplainant(complaintId, { personId, locale, contact: complainant, ...token });
    // Last, as it says that the complaint was heard of.
    await this.facts.noteComplaint(complaintId, complaintNo);
  }

  private async noteFinding({ complaintId, substantiated }: InvestigationCompleted): Promise<void> {
    await assertHeardOf(this.facts, complaintId);
    await this.correspondence.noteFinding(complaintId, substantiated);
    await this.answers.noteFinding(complaintId, substantiated);
  }
}
