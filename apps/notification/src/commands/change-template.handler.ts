import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { commit, type CommandMeta, type Committed } from '@redress/command-handling';
import { templatesDecider, type ChangeTemplate, type TemplateKey, type TemplateWords } from '@redress/delivery';
import type { EventStore } from '@redress/event-store';
import { EVENT_STORE } from '@redress/platform';
import { rulesOf } from '../templates/catalogue';
import { templatesTarget } from '../templates/site-templates';

/** Puts words of the command's site in the place of the built-in ones. The template is one there is. */
export class ChangeTemplateRequest extends Command<Committed> {
  constructor(
    readonly key: TemplateKey,
    readonly words: TemplateWords,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(ChangeTemplateRequest)
export class ChangeTemplateHandler implements ICommandHandler<ChangeTemplateRequest> {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  execute({ key, words, meta }: ChangeTemplateRequest): Promise<Committed> {
    const data = { ...key, ...words, rules: rulesOf(key.name), by: meta.actor, at: meta.occurredAt };
    const command: ChangeTemplate = { type: 'ChangeTemplate', data };
    const target = templatesTarget(meta.siteId);
    return commit({ store: this.store, decider: templatesDecider, target, command, meta });
  }
}
