import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import { CaseFiles } from './case-file';

/** Says how a problem that supervision found was solved. */
export class SolveProblemRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly said: { readonly problemNo: number; readonly words: string },
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(SolveProblemRequest)
export class SolveProblemHandler implements ICommandHandler<SolveProblemRequest> {
  constructor(private readonly files: CaseFiles) {}

  async execute({ complaintId, said, meta }: SolveProblemRequest): Promise<Committed> {
    const file = await this.files.open(complaintId, meta);
    const words = await this.files.seal(file, said.words);
    const data = { complaintId, problemNo: said.problemNo, words, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'SolveProblem', data }, meta);
  }
}
