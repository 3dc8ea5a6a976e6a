import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import { ComplaintFiles } from './complaint-file';
import { OwnComplaints } from './own-complaints';

/** Takes a complaint back, at the complainant's wish. */
export class WithdrawComplaintRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly said: { readonly reason?: string },
    readonly meta: CommandMeta,
    /** What shows that a visitor may; staff need none. */
    readonly trackingToken?: string,
  ) {
    super();
  }
}

@CommandHandler(WithdrawComplaintRequest)
export class WithdrawComplaintHandler implements ICommandHandler<WithdrawComplaintRequest> {
  constructor(
    private readonly files: ComplaintFiles,
    private readonly own: OwnComplaints,
  ) {}

  async execute({ complaintId, said, meta, trackingToken }: WithdrawComplaintRequest): Promise<Committed> {
    if (meta.actor === 'visitor') this.own.assert(complaintId, trackingToken);
    const file = await this.files.open(complaintId, meta);
    const reason = said.reason === undefined ? {} : { reason: await this.files.seal(file, said.reason) };
    const data = { complaintId, ...reason, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'WithdrawComplaint', data }, meta);
  }
}
