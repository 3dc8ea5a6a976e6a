import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { commit, type CommandMeta, type Committed } from '@redress/command-handling';
import { templatesDecider, type RevertTemplate, type TemplateKey } from '@redress/delivery';
import type { EventStore } from '@redress/event-store';
import { EVENT_STORE } from '@redress/platform';
import { templatesTarget } from '../templates/site-templates';

/** Goes back to the built-in words at the command's site. */
export class RevertTemplateRequest extends Command<Committed> {
  constructor(
    readonly key: TemplateKey,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(RevertTemplateRequest)
export class RevertTemplateHandler implements ICommandHandler<RevertTemplateRequest> {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  execute({ key, meta }: RevertTemplateRequest): Promise<Committed> {
    const command: RevertTemplate = { type: 'RevertTemplate', data: { ...key, by: meta.actor, at: meta.occurredAt } };
    const target = templatesTarget(meta.siteId);
    return commit({ store: this.store, decider: templatesDecider, target, command, meta });
  }
}
