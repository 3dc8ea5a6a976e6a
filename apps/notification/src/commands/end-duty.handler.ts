import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { commit, type CommandMeta, type Committed } from '@redress/command-handling';
import { rosterDecider, type EndDuty } from '@redress/delivery';
import type { EventStore } from '@redress/event-store';
import { EVENT_STORE } from '@redress/platform';
import { rosterTarget } from '../roster/site-rosters';

/** Ends a turn of duty of the command's site now. */
export class EndDutyRequest extends Command<Committed> {
  constructor(
    readonly entryId: string,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(EndDutyRequest)
export class EndDutyHandler implements ICommandHandler<EndDutyRequest> {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  execute({ entryId, meta }: EndDutyRequest): Promise<Committed> {
    const command: EndDuty = { type: 'EndDuty', data: { entryId, at: meta.occurredAt } };
    const target = rosterTarget(meta.siteId);
    return commit({ store: this.store, decider: rosterDecider, target, command, meta });
  }
}
