import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import { CaseFiles } from './case-file';
import { Publications } from './publications';

/** Takes back what was made public. */
export class WithdrawPublicationRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly said: { readonly reason: string },
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(WithdrawPublicationRequest)
export class WithdrawPublicationHandler implements ICommandHandler<WithdrawPublicationRequest> {
  constructor(
    private readonly files: CaseFiles,
    private readonly publications: Publications,
  ) {}

  async execute({ complaintId, said, meta }: WithdrawPublicationRequest): Promise<Committed> {
    const file = await this.files.open(complaintId, meta);
    await this.files.mayTouch(file, meta.actor);
    const reason = await this.files.seal(file, said.reason);
    const data = { complaintId, reason, at: meta.occurredAt, by: meta.actor };
    return this.publications.commit(file, { type: 'WithdrawPublication', data }, meta);
  }
}
