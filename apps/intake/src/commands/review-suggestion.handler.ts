import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { commit, type CommandMeta, type Committed } from '@redress/command-handling';
import { suggestionDecider, type ReviewSuggestion, type SuggestionRefusal } from '@redress/complaint';
import type { EventStore } from '@redress/event-store';
import { CommandRefused, type Sealed } from '@redress/kernel';
import { seal, type PersonKeys } from '@redress/personal-data';
import { EVENT_STORE, PERSON_KEYS } from '@redress/platform';
import { publishable } from '../relay/publishable';
import type { FileRefusal } from './complaint-file';
import { complainantOf, suggestionStream } from './complaint-ids';

/** Says what comes of a suggestion. */
export class ReviewSuggestionRequest extends Command<Committed> {
  constructor(
    readonly suggestionId: string,
    readonly said: { readonly adopted: boolean; readonly note?: string },
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(ReviewSuggestionRequest)
export class ReviewSuggestionHandler implements ICommandHandler<ReviewSuggestionRequest> {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(PERSON_KEYS) private readonly keys: PersonKeys,
  ) {}

  async execute({ suggestionId, said, meta }: ReviewSuggestionRequest): Promise<Committed> {
    const streamId = suggestionStream(suggestionId);
    await this.assertOwn(streamId, meta.siteId);
    const note = said.note === undefined ? {} : { note: await this.sealed(suggestionId, said.note) };
    const data = { suggestionId, adopted: said.adopted, ...note, at: meta.occurredAt, by: meta.actor };
    const command: ReviewSuggestion = { type: 'ReviewSuggestion', data };
    const target = { streamId, subject: suggestionId };
    return commit({ store: this.store, decider: publishable(suggestionDecider), target, command, meta });
  }

  private async sealed(suggestionId: string, note: string): Promise<Sealed> {
    return seal(await this.keys.keyOf(complainantOf(suggestionId)), note);
  }

  private async assertOwn(streamId: string, siteId: string): Promise<void> {
    const [first] = await this.store.readStream(streamId, 1, 1);
    if (!first) throw new CommandRefused('suggestion-unknown' satisfies SuggestionRefusal);
    if (first.siteId !== siteId) throw new CommandRefused('other-site' satisfies FileRefusal);
  }
}
