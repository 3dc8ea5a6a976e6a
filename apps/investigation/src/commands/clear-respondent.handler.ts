import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import { CaseFiles } from './case-file';

/** Says that a member of staff is not concerned after all. */
export class ClearRespondentRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly said: { readonly staffId: string; readonly reason: string },
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(ClearRespondentRequest)
export class ClearRespondentHandler implements ICommandHandler<ClearRespondentRequest> {
  constructor(private readonly files: CaseFiles) {}

  async execute({ complaintId, said, meta }: ClearRespondentRequest): Promise<Committed> {
    const file = await this.files.open(complaintId, meta);
    const reason = await this.files.seal(file, said.reason);
    const data = { complaintId, staffId: said.staffId, reason, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'ClearRespondent', data }, meta);
  }
}
