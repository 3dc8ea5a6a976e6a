import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { CommandMeta } from '@redress/command-handling';
import type { ComplaintMerged } from '@redress/contracts';
import type { Channel } from '../channels/channel';
import { QueueNotificationRequest } from '../commands/queue-notification.handler';
import { assertHeardOf } from '../facts/heard-of';
import type { MessageFacts } from '../facts/message-facts';
import { CHANNELS, CORRESPONDENCE, MESSAGE_FACTS, SHARED_ANSWERS } from '../injection-tokens';
import type { Complainant, Correspondence } from '../letters/correspondence';
import { forFollower, isShared, letterAbout, type Letter, type Occasion } from '../letters/letters';
import type { SharedAnswers } from '../letters/shared-answers';
import { deliveryIdOf } from '../roster/site-ids';

interface Subject {
  readonly complaintId: string;
}

/** What a letter is about, the same each time it is heard, and when that happened. */
export interface Cause {
  readonly id: string;
  readonly at: string;
}

/**
 * What a complainant must hear of is written to them, once, where they gave an address; and to
 * those whose complaints are merged into the one it is about: one answer reaches them all.
 */
@Injectable()
export class WhenComplainantIsToKnow {
  constructor(
    private readonly bus: CommandBus,
    @Inject(MESSAGE_FACTS) private readonly facts: MessageFacts,
    @Inject(CORRESPONDENCE) private readonly correspondence: Correspondence,
    @Inject(CHANNELS) private readonly channels: readonly Channel[],
    @Inject(SHARED_ANSWERS) private readonly answers: SharedAnswers,
  ) {}

  /** @throws TransientFault when it must be heard again, as when the complaint itself was not heard of yet */
  async hear(occasion: Occasion, data: Subject, cause: Cause, meta: CommandMeta): Promise<void> {
    // A drill reaches nobody outside (decisions.md 17).
    if (meta.drillId || !this.channels.some(({ name }) => name === 'email')) return;
    const { complaintId } = data;
    await assertHeardOf(this.facts, complaintId);
    const complainant = await this.correspondence.complainantOf(complaintId);
    const letter = complainant && letterAbout(occasion, data, complainant);
    if (complainant && letter) await this.write(complaintId, complainant, letter, cause.id, meta);
    if (isShared(occasion)) await this.share(occasion, data, cause, meta);
    if (occasion === 'intake.ComplaintMerged') await this.catchUp(data as ComplaintMerged, cause, meta);
  }

  /**
   * The same answer, to each in their own language at their own address. It is kept before it is looked who follows: a
   * complaint that is heard to be merged in the same moment finds either itself there or the answer.
   */
  private async share(occasion: Occasion, data: Subject, { id, at }: Cause, meta: CommandMeta): Promise<void> {
    const { complaintId } = data;
    const substantiated = await this.answers.findingOf(complaintId);
    const found = substantiated === undefined ? {} : { substantiated };
    const letter = letterAbout(occasion, data, found);
    if (!letter) return;
    await this.answers.noteAnswer(complaintId, { letter, cause: id, at });
    for (const follower of await this.correspondence.followersOf(complaintId))
      await this.write(follower.complaintId, follower, forFollower(letter, follower.follows), id, meta);
  }

  /** Who comes to a complaint that has its result is told it, and whatever was told since they were merged into it. */
  private async catchUp({ complaintId, leadingId }: ComplaintMerged, { at }: Cause, meta: CommandMeta): Promise<void> {
    const [complainant, answer] = await Promise.all([
      this.correspondence.complainantOf(complaintId),
      this.answers.answerOf(leadingId),
    ]);
    if (!complainant?.follows || !answer) return;
    const isResult = answer.letter.template.startsWith('complainant-result-');
    if (!isResult && answer.at < at) return;
    await this.write(complaintId, complainant, forFollower(answer.letter, complainant.follows), answer.cause, meta);
  }

  private async write(
    complaintId: string,
    { personId, locale }: Complainant,
    { template, facts }: Letter,
    cause: string,
    meta: CommandMeta,
  ): Promise<void> {
    const recipient = `complainant:${personId}`;
    const deliveryId = deliveryIdOf(cause, recipient, 'email');
    await this.correspondence.noteLetter(deliveryId, facts);
    const details = { complaintId, recipient, channel: 'email', template, locale } as const;
    await this.bus.execute(new QueueNotificationRequest(deliveryId, details, meta));
  }
}
