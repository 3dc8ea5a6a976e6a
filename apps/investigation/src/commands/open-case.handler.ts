import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import { TransientFault } from '@redress/kernel';
import { CaseFiles } from './case-file';
import { KNOWN_COMPLAINTS, type KnownComplaints } from './known-complaints';

/** Opens the case of an accepted complaint. */
export class OpenCaseRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly acceptedAt: string,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(OpenCaseRequest)
export class OpenCaseHandler implements ICommandHandler<OpenCaseRequest> {
  constructor(
    private readonly files: CaseFiles,
    @Inject(KNOWN_COMPLAINTS) private readonly complaints: KnownComplaints,
  ) {}

  /** The registration comes before the acceptance on the same key: an unknown complaint is a matter of moments. */
  async execute({ complaintId, acceptedAt, meta }: OpenCaseRequest): Promise<Committed> {
    const known = await this.complaints.find(complaintId);
    if (!known) throw new TransientFault('the complaint has not been heard of yet');
    return this.files.commit(known, { type: 'OpenCase', data: { complaintId, at: acceptedAt } }, meta);
  }
}
