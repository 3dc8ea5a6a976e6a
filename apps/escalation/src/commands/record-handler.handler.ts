import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import type { RecordHandler } from '@redress/watch';
import { WatchFile } from './watch-file';

/** Takes note of who handles the case, for the ladders that tell him. */
export class RecordHandlerRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly handlerId: string,
    readonly assignedAt: string,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(RecordHandlerRequest)
export class RecordHandlerHandler implements ICommandHandler<RecordHandlerRequest> {
  constructor(private readonly watches: WatchFile) {}

  execute({ complaintId, handlerId, assignedAt, meta }: RecordHandlerRequest): Promise<Committed> {
    const data = { complaintId, handlerId, assignedAt, at: meta.occurredAt };
    const command: RecordHandler = { type: 'RecordHandler', data };
    return this.watches.commit(command, meta);
  }
}
