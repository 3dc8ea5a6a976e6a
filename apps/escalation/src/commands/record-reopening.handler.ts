import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import type { RecordReopening, WatchReopened } from '@redress/watch';
import { WatchFile } from './watch-file';

/** Watches a case again that was taken up again. */
export class RecordReopeningRequest extends Command<Committed> {
  constructor(
    readonly said: WatchReopened['data'],
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(RecordReopeningRequest)
export class RecordReopeningHandler implements ICommandHandler<RecordReopeningRequest> {
  constructor(private readonly watches: WatchFile) {}

  execute({ said, meta }: RecordReopeningRequest): Promise<Committed> {
    return this.watches.commitUnderPlan(said.complaintId, meta, (rules): RecordReopening => ({
      type: 'RecordReopening',
      data: { ...said, at: meta.occurredAt, ...(rules && { rules }) },
    }));
  }
}
