import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import { CaseFiles } from './case-file';

/** Says who is complained against: a member of staff, or somebody in words. */
export class NameRespondentRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly said: { readonly staffId?: string; readonly department?: string; readonly description?: string },
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(NameRespondentRequest)
export class NameRespondentHandler implements ICommandHandler<NameRespondentRequest> {
  constructor(private readonly files: CaseFiles) {}

  async execute({ complaintId, said, meta }: NameRespondentRequest): Promise<Committed> {
    const file = await this.files.open(complaintId, meta);
    const { staffId, department, description } = said;
    const respondent = {
      ...(staffId !== undefined && { staffId }),
      ...(department !== undefined && { department }),
      ...(description !== undefined && { description: await this.files.seal(file, description) }),
    };
    const data = { complaintId, respondent, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'NameRespondent', data }, meta);
  }
}
