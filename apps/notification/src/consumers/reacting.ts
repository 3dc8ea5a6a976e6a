import { Inject, Injectable } from '@nestjs/common';
import { unlessContended } from '@redress/command-handling';
import type { ComplaintRegistered, EscalationRaised } from '@redress/contracts';
import { type Clock, type CommitEnvelope, type PublishedCommit, type VersionedEvent } from '@redress/kernel';
import { CLOCK } from '@redress/platform';
import { isOccasion, type Occasion } from '../letters/letters';
import { Noting } from './noting';
import { reactionMeta } from './reaction';
import { WhenComplainantIsToKnow } from './when-complainant-is-to-know.consumer';
import { WhenEscalationRaised } from './when-escalation-raised.consumer';

interface Subject {
  readonly complaintId: string;
}

/** Hears the other services and does what follows. Any number of times: each effect is stored once. */
@Injectable()
export class Reacting {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly noting: Noting,
    private readonly whenEscalationRaised: WhenEscalationRaised,
    private readonly whenComplainantIsToKnow: WhenComplainantIsToKnow,
  ) {}

  /** @throws TransientFault when the same commits must be given again later */
  async hear(commits: readonly PublishedCommit[]): Promise<void> {
    for (const { envelope, events } of commits)
      for (const [index, event] of events.entries()) await this.react(event, envelope, index);
  }

  private async react(event: VersionedEvent, envelope: CommitEnvelope, index: number): Promise<void> {
    const name = `${envelope.context}.${event.type}`;
    await this.noting.note(name, event.data);
    if (name === 'escalation.EscalationRaised') return this.tell(event.data as EscalationRaised, envelope, index);
    if (isOccasion(name) && !isSilent(event)) return this.write(name, event.data as Subject, envelope, index);
  }

  private async write(occasion: Occasion, data: Subject, envelope: CommitEnvelope, index: number): Promise<void> {
    const meta = reactionMeta(envelope, index, this.clock);
    const cause = { id: `${envelope.commitId}:${index}`, at: envelope.occurredAt };
    await unlessContended('a delivery', this.whenComplainantIsToKnow.hear(occasion, data, cause, meta));
  }

  private async tell(raised: EscalationRaised, envelope: CommitEnvelope, index: number): Promise<void> {
    await unlessContended(
      'a delivery',
      this.whenEscalationRaised.hear(raised, reactionMeta(envelope, index, this.clock)),
    );
  }
}

/** Most complainants give no address, and that is told at once: nothing is looked up for them. */
const isSilent = ({ type, data }: VersionedEvent): boolean =>
  type === 'ComplaintRegistered' && !(data as ComplaintRegistered).reachableBy?.includes('email');
