import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import type { UnmergeCause } from '@redress/complaint';
import { ComplaintFiles } from './complaint-file';

/** Has a merged complaint handled on its own again. */
export class UnmergeComplaintRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly said: {
      readonly cause: UnmergeCause;
      /** Only when it is merged into this one. */
      readonly leadingId?: string;
      readonly reason?: string;
    },
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(UnmergeComplaintRequest)
export class UnmergeComplaintHandler implements ICommandHandler<UnmergeComplaintRequest> {
  constructor(private readonly files: ComplaintFiles) {}

  async execute({ complaintId, said, meta }: UnmergeComplaintRequest): Promise<Committed> {
    const { cause, leadingId, reason: words } = said;
    const file = await this.files.open(complaintId, meta);
    const reason = words === undefined ? {} : { reason: await this.files.seal(file, words) };
    const only = leadingId === undefined ? {} : { leadingId };
    const data = { complaintId, cause, ...only, ...reason, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'UnmergeComplaint', data }, meta);
  }
}
