import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import { CommandRefused } from '@redress/kernel';
import { complaintIdOf, type AcknowledgeEscalation, type WatchRefusal } from '@redress/watch';
import { WatchFile } from './watch-file';

/** A staff member takes an escalation up. */
export class AcknowledgeEscalationRequest extends Command<Committed> {
  constructor(
    readonly escalationId: string,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(AcknowledgeEscalationRequest)
export class AcknowledgeEscalationHandler implements ICommandHandler<AcknowledgeEscalationRequest> {
  constructor(private readonly watches: WatchFile) {}

  async execute({ escalationId, meta }: AcknowledgeEscalationRequest): Promise<Committed> {
    const complaintId = complaintIdOf(escalationId);
    if (!complaintId) throw new CommandRefused('escalation-unknown' satisfies WatchRefusal);
    await this.watches.assertSite(complaintId, meta.siteId);
    const data = { complaintId, escalationId, acknowledgedBy: meta.actor, at: meta.occurredAt };
    const command: AcknowledgeEscalation = { type: 'AcknowledgeEscalation', data };
    return this.watches.commit(command, meta);
  }
}
