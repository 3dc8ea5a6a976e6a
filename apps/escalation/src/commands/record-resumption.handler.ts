import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import type { RecordResumption } from '@redress/watch';
import { WatchFile } from './watch-file';

/** Watches a complaint again that was merged into another and no longer is. */
export class RecordResumptionRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly resumedAt: string,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(RecordResumptionRequest)
export class RecordResumptionHandler implements ICommandHandler<RecordResumptionRequest> {
  constructor(private readonly watches: WatchFile) {}

  execute({ complaintId, resumedAt, meta }: RecordResumptionRequest): Promise<Committed> {
    return this.watches.commitUnderPlan(complaintId, meta, (rules): RecordResumption => ({
      type: 'RecordResumption',
      data: { complaintId, resumedAt, at: meta.occurredAt, ...(rules && { rules }) },
    }));
  }
}
