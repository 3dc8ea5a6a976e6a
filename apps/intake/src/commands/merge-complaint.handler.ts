import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import { CLOSED_CASES, type ClosedCases } from './closed-cases';
import { ComplaintFiles } from './complaint-file';
import { LeadingComplaints } from './leading-complaints';

/** Has a duplicate answered by the complaint it repeats. */
export class MergeComplaintRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly said: { readonly leadingId: string; readonly reason: string },
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(MergeComplaintRequest)
export class MergeComplaintHandler implements ICommandHandler<MergeComplaintRequest> {
  constructor(
    private readonly files: ComplaintFiles,
    private readonly leading: LeadingComplaints,
    @Inject(CLOSED_CASES) private readonly cases: ClosedCases,
  ) {}

  async execute({ complaintId, said, meta }: MergeComplaintRequest): Promise<Committed> {
    const file = await this.files.open(complaintId, meta);
    const leading = await this.leading.find(said.leadingId, meta);
    const caseClosed = await this.cases.isClosed(complaintId);
    const reason = await this.files.seal(file, said.reason);
    const data = { complaintId, leading, caseClosed, reason, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'MergeComplaint', data }, meta);
  }
}
