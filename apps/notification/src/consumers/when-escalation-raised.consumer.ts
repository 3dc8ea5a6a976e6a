import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { CommandMeta } from '@redress/command-handling';
import type { EscalationRaised } from '@redress/contracts';
import type { Channel } from '../channels/channel';
import { QueueNotificationRequest } from '../commands/queue-notification.handler';
import { RecordNobodyOnDutyRequest } from '../commands/record-nobody-on-duty.handler';
import { ContactBook } from '../contacts/contact-book';
import type { MessageFacts } from '../facts/message-facts';
import { CHANNELS, MESSAGE_FACTS } from '../injection-tokens';
import { deliveryIdOf } from '../roster/site-ids';
import { SiteRosters } from '../roster/site-rosters';
import { templateOf } from '../templates/render';
import { resolveRecipients, type Recipient } from './resolve-recipients';

/** An escalation tells the people behind its roles, each over every channel that reaches them. */
@Injectable()
export class WhenEscalationRaised {
  constructor(
    private readonly bus: CommandBus,
    private readonly rosters: SiteRosters,
    private readonly contacts: ContactBook,
    @Inject(MESSAGE_FACTS) private readonly facts: MessageFacts,
    @Inject(CHANNELS) private readonly channels: readonly Channel[],
  ) {}

  /** @throws TransientFault when it must be heard again: what was queued by then stays queued once. */
  async hear(raised: EscalationRaised, meta: CommandMeta): Promise<void> {
    const { complaintId, escalationId, tell } = raised;
    await this.facts.noteEscalation(escalationId, raised);
    const recipients = resolveRecipients(await this.rosters.of(meta.siteId), raised, meta.occurredAt);
    if (recipients.length === 0) {
      await this.bus.execute(new RecordNobodyOnDutyRequest(complaintId, escalationId, tell, meta));
      return;
    }
    const inHouse = this.channels.filter(({ outward }) => !outward);
    for (const recipient of recipients) await this.queue(raised, recipient, inHouse, meta);
    // The vault is asked for what leaves the house only, so that its absence keeps nobody's inbox empty.
    if (meta.drillId) return;
    for (const recipient of recipients) await this.queue(raised, recipient, await this.outward(recipient), meta);
  }

  private async outward({ duty }: Recipient): Promise<Channel[]> {
    const outward = this.channels.filter((channel) => channel.outward);
    if (!duty || outward.length === 0) return [];
    const kinds: readonly string[] = await this.contacts.kindsOf(duty);
    return outward.filter(({ name }) => kinds.includes(name));
  }

  private async queue(
    { complaintId, escalationId, deadline, dueAt, raisedAt }: EscalationRaised,
    { staffId, role, locale }: Recipient,
    channels: readonly Channel[],
    meta: CommandMeta,
  ): Promise<void> {
    const overdue = dueAt !== undefined && Date.parse(raisedAt) >= Date.parse(dueAt);
    const template = templateOf(deadline, overdue);
    for (const { name: channel } of channels) {
      const details = { complaintId, escalationId, recipient: `staff:${staffId}`, role, channel, template, locale };
      const deliveryId = deliveryIdOf(escalationId, staffId, channel);
      await this.bus.execute(new QueueNotificationRequest(deliveryId, details, meta));
    }
  }
}
