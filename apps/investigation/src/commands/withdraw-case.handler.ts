import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import { CaseFiles } from './case-file';

/** Ends the case of a complaint that was withdrawn. */
export class WithdrawCaseRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly withdrawnAt: string,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(WithdrawCaseRequest)
export class WithdrawCaseHandler implements ICommandHandler<WithdrawCaseRequest> {
  constructor(private readonly files: CaseFiles) {}

  async execute({ complaintId, withdrawnAt, meta }: WithdrawCaseRequest): Promise<Committed> {
    const known = await this.files.open(complaintId, meta);
    return this.files.commit(known, { type: 'WithdrawCase', data: { complaintId, at: withdrawnAt } }, meta);
  }
}
