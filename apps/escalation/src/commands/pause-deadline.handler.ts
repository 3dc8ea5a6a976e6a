import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import { utc } from '@redress/kernel';
import type { PauseDeadline, StageKind } from '@redress/watch';
import { WatchFile } from './watch-file';

/** A staff member stops a stage clock, for a reason the plan lists (domain rule 5.9); with `until` it runs on then. */
export class PauseDeadlineRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly pause: { readonly deadline: StageKind; readonly reason: string; readonly until?: string },
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(PauseDeadlineRequest)
export class PauseDeadlineHandler implements ICommandHandler<PauseDeadlineRequest> {
  constructor(private readonly watches: WatchFile) {}

  async execute({ complaintId, pause, meta }: PauseDeadlineRequest): Promise<Committed> {
    await this.watches.assertSite(complaintId, meta.siteId);
    const { actor: pausedBy, occurredAt: at } = meta;
    const { deadline, reason } = pause;
    const ends = pause.until !== undefined && { until: utc(pause.until) };
    return this.watches.commitUnderPlan(complaintId, meta, (rules): PauseDeadline => ({
      type: 'PauseDeadline',
      data: { complaintId, deadline, reason, pausedBy, ...ends, at, ...(rules && { rules }) },
    }));
  }
}
