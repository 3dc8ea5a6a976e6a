import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import type { Classified, SetClassification } from '@redress/watch';
import { WatchFile } from './watch-file';

/** Takes over a classification that intake decided. */
export class SetClassificationRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly classified: Classified,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(SetClassificationRequest)
export class SetClassificationHandler implements ICommandHandler<SetClassificationRequest> {
  constructor(private readonly watches: WatchFile) {}

  execute({ complaintId, classified, meta }: SetClassificationRequest): Promise<Committed> {
    return this.watches.commitUnderPlan(complaintId, meta, (rules): SetClassification => ({
      type: 'SetClassification',
      data: { complaintId, classified, at: meta.occurredAt, ...(rules && { rules }) },
    }));
  }
}
