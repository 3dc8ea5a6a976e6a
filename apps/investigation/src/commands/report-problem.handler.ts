import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ProblemKind } from '@redress/case';
import type { CommandMeta, Committed } from '@redress/command-handling';
import { CaseFiles } from './case-file';

/** Puts on record what supervision finds wrong with how a case is handled. */
export class ReportProblemRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly said: { readonly kind: ProblemKind; readonly words: string },
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(ReportProblemRequest)
export class ReportProblemHandler implements ICommandHandler<ReportProblemRequest> {
  constructor(private readonly files: CaseFiles) {}

  async execute({ complaintId, said, meta }: ReportProblemRequest): Promise<Committed> {
    const file = await this.files.open(complaintId, meta);
    const words = await this.files.seal(file, said.words);
    const data = { complaintId, kind: said.kind, words, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'ReportProblem', data }, meta);
  }
}
