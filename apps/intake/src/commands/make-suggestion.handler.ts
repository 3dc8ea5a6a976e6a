import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { commit, type CommandMeta, type Committed } from '@redress/command-handling';
import { suggestionDecider, type MakeSuggestion } from '@redress/complaint';
import type { EventStore } from '@redress/event-store';
import { seal, type PersonKeys } from '@redress/personal-data';
import { EVENT_STORE, PERSON_KEYS } from '@redress/platform';
import { publishable } from '../relay/publishable';
import type { Contact } from './complaint-form';
import { complainantOf, newComplaintId, suggestionStream } from './complaint-ids';
import { sealContact } from './registration';

/** A suggestion in plain text. */
export interface SuggestionForm {
  readonly text: string;
  readonly contact?: Contact;
  readonly place?: string;
  readonly locale?: 'zh-CN' | 'en';
}

/** Puts a suggestion on record. */
export class MakeSuggestionRequest extends Command<Committed & { readonly suggestionId: string }> {
  constructor(
    readonly form: SuggestionForm,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(MakeSuggestionRequest)
export class MakeSuggestionHandler implements ICommandHandler<MakeSuggestionRequest> {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(PERSON_KEYS) private readonly keys: PersonKeys,
  ) {}

  async execute({ form, meta }: MakeSuggestionRequest): Promise<Committed & { readonly suggestionId: string }> {
    const suggestionId = newComplaintId(meta);
    const key = await this.keys.keyOf(complainantOf(suggestionId), { createFor: meta.siteId });
    const { text, contact, place, locale = 'zh-CN' } = form;
    const suggestion = {
      receivedAt: meta.occurredAt,
      personId: key.personId,
      author: sealContact(key, contact),
      text: seal(key, text),
      locale,
      ...(place !== undefined && { place }),
    };
    const command: MakeSuggestion = { type: 'MakeSuggestion', data: { suggestionId, suggestion } };
    const target = { streamId: suggestionStream(suggestionId), subject: suggestionId };
    const decider = publishable(suggestionDecider);
    return {
      ...(await commit({ store: this.store, decider, target, command, meta, freshStream: true })),
      suggestionId,
    };
  }
}
