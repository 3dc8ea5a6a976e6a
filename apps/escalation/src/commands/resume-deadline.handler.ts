import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import type { ResumeDeadline, StageKind } from '@redress/watch';
import { WatchFile } from './watch-file';

/** A staff member lets a stage clock run on. */
export class ResumeDeadlineRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly deadline: StageKind,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(ResumeDeadlineRequest)
export class ResumeDeadlineHandler implements ICommandHandler<ResumeDeadlineRequest> {
  constructor(private readonly watches: WatchFile) {}

  async execute({ complaintId, deadline, meta }: ResumeDeadlineRequest): Promise<Committed> {
    await this.watches.assertSite(complaintId, meta.siteId);
    const { actor: resumedBy, occurredAt: at } = meta;
    return this.watches.commitUnderPlan(complaintId, meta, (rules): ResumeDeadline => ({
      type: 'ResumeDeadline',
      data: { complaintId, deadline, resumedBy, at, ...(rules && { rules }) },
    }));
  }
}
