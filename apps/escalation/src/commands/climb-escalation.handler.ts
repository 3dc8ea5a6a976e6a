import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import type { ClimbCause, ClimbEscalation } from '@redress/watch';
import { WatchFile } from './watch-file';

/** An escalation reached nobody; it goes one step up (decisions.md 12). */
export class ClimbEscalationRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly escalationId: string,
    readonly cause: ClimbCause,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(ClimbEscalationRequest)
export class ClimbEscalationHandler implements ICommandHandler<ClimbEscalationRequest> {
  constructor(private readonly watches: WatchFile) {}

  execute({ complaintId, escalationId, cause, meta }: ClimbEscalationRequest): Promise<Committed> {
    const data = { complaintId, escalationId, cause, at: meta.occurredAt };
    const command: ClimbEscalation = { type: 'ClimbEscalation', data };
    return this.watches.commit(command, meta);
  }
}
