import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { CommandMeta } from '@redress/command-handling';
import type { Channel } from '../channels/channel';
import { QueueNotificationRequest } from '../commands/queue-notification.handler';
import { assertHeardOf } from '../facts/heard-of';
import type { MessageFacts } from '../facts/message-facts';
import { CHANNELS, CORRESPONDENCE, MESSAGE_FACTS } from '../injection-tokens';
import type { Correspondence } from '../letters/correspondence';
import { letterAbout, type Occasion } from '../letters/letters';
import { deliveryIdOf } from '../roster/site-ids';

/** What a complainant must hear of is written to them, once, where they gave an address. */
@Injectable()
export class WhenComplainantIsToKnow {
  constructor(
    private readonly bus: CommandBus,
    @Inject(MESSAGE_FACTS) private readonly facts: MessageFacts,
    @Inject(CORRESPONDENCE) private readonly correspondence: Correspondence,
    @Inject(CHANNELS) private readonly channels: readonly Channel[],
  ) {}

  /**
   * @param cause what the letter is about, the same each time it is heard
   * @throws TransientFault when it must be heard again, as when the complaint itself was not heard of yet
   */
  async hear(
    occasion: Occasion,
    data: { readonly complaintId: string },
    cause: string,
    meta: CommandMeta,
  ): Promise<void> {
    // A drill reaches nobody outside (decisions.md 17).
    if (meta.drillId || !this.channels.some(({ name }) => name === 'email')) return;
    const { complaintId } = data;
    await assertHeardOf(this.facts, complaintId);
    const complainant = await this.correspondence.complainantOf(complaintId);
    if (!complainant) return;
    const letter = letterAbout(occasion, data, complainant);
    if (!letter) return;
    const { template, facts } = letter;
    const recipient = `complainant:${complainant.personId}`;
    const deliveryId = deliveryIdOf(cause, recipient, 'email');
    await this.correspondence.noteLetter(deliveryId, facts);
    const details = { complaintId, recipient, channel: 'email', template, locale: complainant.locale } as const;
    await this.bus.execute(new QueueNotificationRequest(deliveryId, details, meta));
  }
}
