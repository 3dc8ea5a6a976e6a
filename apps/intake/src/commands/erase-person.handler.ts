import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { commit, type CommandMeta, type Committed } from '@redress/command-handling';
import { personDecider, type ErasePerson } from '@redress/complaint';
import type { EventStore } from '@redress/event-store';
import { CommandRefused } from '@redress/kernel';
import { EVENT_STORE } from '@redress/platform';
import { publishable } from '../relay/publishable';
import { personStream } from './complaint-ids';
import { PERSON_VAULT, type PersonVault } from './person-vault';

/** Why a person is not erased. */
export type ErasureRefusal = 'person-unknown';

/** Erases a person everywhere: destroys the key, and tells it to all (invariant 19). */
export class ErasePersonRequest extends Command<Committed> {
  constructor(
    readonly personId: string,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(ErasePersonRequest)
export class ErasePersonHandler implements ICommandHandler<ErasePersonRequest> {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(PERSON_VAULT) private readonly vault: PersonVault,
  ) {}

  /** The event first: should the process end right after it, the relay destroys the key before it publishes. */
  async execute({ personId, meta }: ErasePersonRequest): Promise<Committed> {
    await this.assertKnown(personId, meta.siteId);
    const command: ErasePerson = { type: 'ErasePerson', data: { personId, at: meta.occurredAt, by: meta.actor } };
    const target = { streamId: personStream(personId), subject: personId };
    const committed = await commit({ store: this.store, decider: publishable(personDecider), target, command, meta });
    await this.vault.erase(personId);
    return committed;
  }

  /** Another site's person is nobody here. */
  private async assertKnown(personId: string, siteId: string): Promise<void> {
    if ((await this.vault.siteOf(personId)) !== siteId) {
      throw new CommandRefused('person-unknown' satisfies ErasureRefusal);
    }
  }
}
