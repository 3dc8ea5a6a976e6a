import { Inject, Injectable } from '@nestjs/common';
import type { NotificationQueued, TemplateWords } from '@redress/delivery';
import { CONFIG } from '@redress/platform';
import { SendFailed, type Channel, type Contact, type OutgoingMessage } from '../channels/channel';
import type { NotificationConfig } from '../config';
import { ContactBook } from '../contacts/contact-book';
import type { MessageFacts } from '../facts/message-facts';
import { CHANNELS, MESSAGE_FACTS } from '../injection-tokens';
import { SiteRosters } from '../roster/site-rosters';
import { isLetterTemplate } from '../letters/render-letter';
import { render } from '../templates/render';
import { SiteTemplates } from '../templates/site-templates';
import { LetterSending } from './letter-sending';
import { asSendFailed } from './unopened';

type Queued = NotificationQueued['data'];

/** How a message went out. */
export interface Sent {
  /** Of the site's own words, where they went out. */
  readonly templateVersion?: number;
}

const staffIdIn = (recipient: string): string => recipient.replace(/^staff:/, '');

/** Puts a message into words at the moment it goes out, and hands it to its channel. */
@Injectable()
export class Sending {
  constructor(
    @Inject(CHANNELS) private readonly channels: readonly Channel[],
    @Inject(MESSAGE_FACTS) private readonly facts: MessageFacts,
    @Inject(CONFIG) private readonly config: NotificationConfig,
    private readonly rosters: SiteRosters,
    private readonly contacts: ContactBook,
  ) {}

  @Inject(LetterSending) private readonly letters: LetterSending;

  @Inject(SiteTemplates) private readonly templates: SiteTemplates;

  /** @throws SendFailed when the attempt failed · TransientFault when our own store is away */
  async send(queued: Queued, siteId: string, drillId: string | undefined): Promise<Sent> {
    const channel = this.channels.find(({ name }) => name === queued.channel);
    if (!channel) throw new SendFailed('channel-not-configured');
    // Second fence: nothing outward is queued in a drill (decisions.md 17).
    if (drillId && channel.outward) throw new SendFailed('drill-stays-in-house');
    const own = await this.templates.ownOf(siteId, queued);
    if (isLetterTemplate(queued.template)) {
      await this.letters.send(channel, queued, siteId, own?.words);
    } else {
      const contact = channel.outward ? await this.contactOf(siteId, staffIdIn(queued.recipient)) : {};
      await channel.send(await this.message(queued, { siteId, drillId }, own?.words), contact);
    }
    return { ...(own && { templateVersion: own.version }) };
  }

  /** An attempt that cannot learn the address has failed: a vault that stays away must not keep a message from climbing. */
  private async contactOf(siteId: string, staffId: string): Promise<Contact> {
    const duty = await this.rosters.latestOf(siteId, staffId);
    if (!duty) return {};
    try {
      return await this.contacts.open(duty);
    } catch (error) {
      throw asSendFailed(error);
    }
  }

  private async message(
    queued: Queued,
    { siteId, drillId }: { readonly siteId: string; readonly drillId: string | undefined },
    own: TemplateWords | undefined,
  ): Promise<OutgoingMessage> {
    const { deliveryId, recipient, locale, template, complaintId, escalationId, queuedAt } = queued;
    const [number, escalation] = await Promise.all([
      complaintId && this.facts.numberOf(complaintId),
      escalationId ? this.facts.escalation(escalationId) : undefined,
    ]);
    const { publicUrl, gatewayUrl } = this.config;
    const link = new URL(complaintId ? `/complaints/${complaintId}` : '/', publicUrl ?? gatewayUrl).toString();
    const about = { number: number ?? complaintId?.slice(0, 8) ?? '', link, drill: drillId !== undefined };
    const words = render(template, locale, { ...about, ...escalation }, own);
    const staffId = staffIdIn(recipient);
    const origin = { siteId, staffId, complaintId, escalationId, drillId, queuedAt };
    return { deliveryId, ...origin, locale, template, link, ...words };
  }
}
