import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { commit, type CommandMeta, type Committed } from '@redress/command-handling';
import { nobodyOnDutyDecider, type RecordNobodyOnDuty } from '@redress/delivery';
import type { EventStore } from '@redress/event-store';
import type { Role } from '@redress/plan-rules';
import { EVENT_STORE } from '@redress/platform';
import { gapIdOf } from '../roster/site-ids';

/** An escalation reached roles that nobody holds now (decisions.md 12). */
export class RecordNobodyOnDutyRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly escalationId: string,
    readonly roles: readonly Role[],
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(RecordNobodyOnDutyRequest)
export class RecordNobodyOnDutyHandler implements ICommandHandler<RecordNobodyOnDutyRequest> {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  execute({ complaintId, escalationId, roles, meta }: RecordNobodyOnDutyRequest): Promise<Committed> {
    const data = { complaintId, escalationId, roles, at: meta.occurredAt };
    const command: RecordNobodyOnDuty = { type: 'RecordNobodyOnDuty', data };
    const target = { streamId: `gap-${gapIdOf(escalationId)}`, subject: complaintId };
    return commit({ store: this.store, decider: nobodyOnDutyDecider, target, command, meta });
  }
}
