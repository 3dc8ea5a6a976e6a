import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import type { OpenSevereLadder } from '@redress/watch';
import { WatchFile } from './watch-file';

/** Calls for a person to look at a grave report (decisions.md 11). */
export class OpenSevereLadderRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly suspectedAt: string,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(OpenSevereLadderRequest)
export class OpenSevereLadderHandler implements ICommandHandler<OpenSevereLadderRequest> {
  constructor(private readonly watches: WatchFile) {}

  execute({ complaintId, suspectedAt, meta }: OpenSevereLadderRequest): Promise<Committed> {
    return this.watches.commitUnderPlan(complaintId, meta, (rules): OpenSevereLadder => ({
      type: 'OpenSevereLadder',
      data: { complaintId, suspectedAt, at: meta.occurredAt, ...(rules && { rules }) },
    }));
  }
}
