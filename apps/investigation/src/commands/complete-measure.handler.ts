import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import type { Role } from '@redress/plan-rules';
import { AuthorityRules } from './authority-rules';
import { CaseFiles } from './case-file';

/** Records that a measure of the adopted plan is done. `roles` are those the caller holds. */
export class CompleteMeasureRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly said: { readonly measureNo: number; readonly note: string; readonly roles: readonly Role[] },
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(CompleteMeasureRequest)
export class CompleteMeasureHandler implements ICommandHandler<CompleteMeasureRequest> {
  constructor(
    private readonly files: CaseFiles,
    private readonly rules: AuthorityRules,
  ) {}

  async execute({ complaintId, said, meta }: CompleteMeasureRequest): Promise<Committed> {
    const file = await this.files.open(complaintId, meta);
    const note = await this.files.seal(file, said.note);
    const given = await this.rules.of(file, said.roles);
    const data = { complaintId, measureNo: said.measureNo, note, ...given, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'CompleteMeasure', data }, meta);
  }
}
