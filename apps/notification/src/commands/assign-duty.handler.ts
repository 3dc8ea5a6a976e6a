import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { commit, type CommandMeta, type Committed } from '@redress/command-handling';
import { rosterDecider, type AssignDuty, type Duty } from '@redress/delivery';
import type { EventStore } from '@redress/event-store';
import { EVENT_STORE } from '@redress/platform';
import type { Contact } from '../channels/channel';
import { ContactBook } from '../contacts/contact-book';
import { personIdOf } from '../roster/site-ids';
import { rosterTarget } from '../roster/site-rosters';

/** Puts somebody on duty at the site of the command. The contact is sealed before it reaches the roster. */
export class AssignDutyRequest extends Command<Committed> {
  constructor(
    readonly duty: Omit<Duty, 'personId' | 'contact'>,
    readonly contact: Contact,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(AssignDutyRequest)
export class AssignDutyHandler implements ICommandHandler<AssignDutyRequest> {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly contacts: ContactBook,
  ) {}

  async execute({ duty, contact, meta }: AssignDutyRequest): Promise<Committed> {
    const personId = personIdOf(meta.siteId, duty.staffId);
    const data = { ...duty, personId, contact: await this.contacts.seal(meta.siteId, personId, contact) };
    const command: AssignDuty = { type: 'AssignDuty', data };
    const target = rosterTarget(meta.siteId);
    return commit({ store: this.store, decider: rosterDecider, target, command, meta });
  }
}
