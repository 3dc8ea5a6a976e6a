import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import type { Milestone, RecordMilestone } from '@redress/watch';
import { WatchFile } from './watch-file';

/** Takes note of a milestone that another service reached. */
export class RecordMilestoneRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly milestone: Milestone,
    readonly reachedAt: string,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(RecordMilestoneRequest)
export class RecordMilestoneHandler implements ICommandHandler<RecordMilestoneRequest> {
  constructor(private readonly watches: WatchFile) {}

  execute({ complaintId, milestone, reachedAt, meta }: RecordMilestoneRequest): Promise<Committed> {
    return this.watches.commitUnderPlan(complaintId, meta, (rules): RecordMilestone => ({
      type: 'RecordMilestone',
      data: { complaintId, milestone, occurredAt: reachedAt, at: meta.occurredAt, ...(rules && { rules }) },
    }));
  }
}
