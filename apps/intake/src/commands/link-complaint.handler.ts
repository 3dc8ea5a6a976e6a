import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import { ComplaintFiles } from './complaint-file';
import { LeadingComplaints } from './leading-complaints';

/** Says that a complaint concerns the same matter as another. */
export class LinkComplaintRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly said: { readonly leadingId: string; readonly note?: string },
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(LinkComplaintRequest)
export class LinkComplaintHandler implements ICommandHandler<LinkComplaintRequest> {
  constructor(
    private readonly files: ComplaintFiles,
    private readonly leading: LeadingComplaints,
  ) {}

  async execute({ complaintId, said, meta }: LinkComplaintRequest): Promise<Committed> {
    const file = await this.files.open(complaintId, meta);
    const leading = await this.leading.find(said.leadingId, meta);
    const note = said.note === undefined ? {} : { note: await this.files.seal(file, said.note) };
    const data = { complaintId, leading, ...note, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'LinkComplaint', data }, meta);
  }
}
