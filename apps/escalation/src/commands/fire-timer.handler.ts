import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import type { FireTimer } from '@redress/watch';
import { WatchFile } from './watch-file';

/** An alarm clock of a watch rang; the watch decides whether it still means something. */
export class FireTimerRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly kind: string,
    readonly revision: number,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(FireTimerRequest)
export class FireTimerHandler implements ICommandHandler<FireTimerRequest> {
  constructor(private readonly watches: WatchFile) {}

  execute({ complaintId, kind, revision, meta }: FireTimerRequest): Promise<Committed> {
    return this.watches.commitWithOrWithoutPlan(complaintId, meta, (rules): FireTimer => ({
      type: 'FireTimer',
      data: { complaintId, kind, revision, at: meta.occurredAt, ...(rules && { rules }) },
    }));
  }
}
