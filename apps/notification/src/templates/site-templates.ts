import { Inject, Injectable } from '@nestjs/common';
import type { CommandTarget } from '@redress/command-handling';
import type { DeliveryChannel } from '@redress/contracts';
import {
  ownTemplate,
  templatesDecider,
  type ChannelClass,
  type NotificationDetails,
  type TemplateCommand,
  type TemplateEvent,
  type TemplateRefusal,
  type TemplateState,
  type Templates,
} from '@redress/delivery';
import type { EventStore } from '@redress/event-store';
import { EVENT_STORE } from '@redress/platform';
import { templatesIdOf } from '../roster/site-ids';
import { SiteStates } from '../roster/site-states';

/** Where the templates of a site are. */
export const templatesTarget = (siteId: string): CommandTarget => {
  const subject = templatesIdOf(siteId);
  return { streamId: `templates-${subject}`, subject };
};

/** Which templates a channel takes first; the others take those for all. */
const classes: { readonly [C in DeliveryChannel]?: ChannelClass } = {
  email: 'mail',
  wecom: 'chat',
  dingtalk: 'chat',
  feishu: 'chat',
};

/** The sites' own words of messages, as their streams say. */
@Injectable()
export class SiteTemplates {
  private readonly states: SiteStates<Templates, TemplateCommand, TemplateEvent, TemplateRefusal>;

  constructor(@Inject(EVENT_STORE) store: EventStore) {
    this.states = new SiteStates(store, templatesDecider, (siteId) => templatesTarget(siteId).streamId);
  }

  /** @throws TransientFault when the store is away */
  of(siteId: string): Promise<Templates> {
    return this.states.of(siteId);
  }

  /** The site's own words of a message as they are now, if it has any. @throws TransientFault when the store is away */
  async ownOf(
    siteId: string,
    { template, locale, channel }: Pick<NotificationDetails, 'template' | 'locale' | 'channel'>,
  ): Promise<TemplateState | undefined> {
    return ownTemplate(await this.of(siteId), { name: template, locale, channels: classes[channel] ?? 'all' });
  }
}
