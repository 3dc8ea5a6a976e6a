import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import type { ComplaintRefusal } from '@redress/complaint';
import { CommandRefused } from '@redress/kernel';
import { ComplaintFiles } from './complaint-file';

/** Takes back that two complaints concern the same matter. */
export class UnlinkComplaintRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly said: { readonly otherId: string; readonly reason: string },
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

const isNotLinked = (error: unknown): boolean =>
  error instanceof CommandRefused && error.refusal === ('complaint-not-linked' satisfies ComplaintRefusal);

@CommandHandler(UnlinkComplaintRequest)
export class UnlinkComplaintHandler implements ICommandHandler<UnlinkComplaintRequest> {
  constructor(private readonly files: ComplaintFiles) {}

  /** A link stands on the complaint that follows, whichever of the two it is. */
  async execute({ complaintId, said: { otherId, reason }, meta }: UnlinkComplaintRequest): Promise<Committed> {
    try {
      return await this.unlink(complaintId, otherId, reason, meta);
    } catch (error) {
      if (!isNotLinked(error)) throw error;
      return this.unlinkOther(otherId, complaintId, reason, meta);
    }
  }

  /** What is not there, or another site's, is linked to nothing. */
  private async unlinkOther(id: string, leadingId: string, reason: string, meta: CommandMeta): Promise<Committed> {
    try {
      return await this.unlink(id, leadingId, reason, meta);
    } catch (error) {
      const unknown = error instanceof CommandRefused && error.refusal !== 'complaint-not-linked';
      throw unknown ? new CommandRefused('complaint-not-linked' satisfies ComplaintRefusal) : error;
    }
  }

  private async unlink(complaintId: string, leadingId: string, words: string, meta: CommandMeta): Promise<Committed> {
    const file = await this.files.open(complaintId, meta);
    const reason = await this.files.seal(file, words);
    const data = { complaintId, leadingId, reason, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'UnlinkComplaint', data }, meta);
  }
}
