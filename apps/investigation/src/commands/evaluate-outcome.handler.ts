import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import { CaseFiles } from './case-file';

/** Records whether the measures worked. */
export class EvaluateOutcomeRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly said: { readonly effective: boolean },
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(EvaluateOutcomeRequest)
export class EvaluateOutcomeHandler implements ICommandHandler<EvaluateOutcomeRequest> {
  constructor(private readonly files: CaseFiles) {}

  async execute({ complaintId, said, meta }: EvaluateOutcomeRequest): Promise<Committed> {
    const file = await this.files.open(complaintId, meta);
    const data = { complaintId, effective: said.effective, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'EvaluateOutcome', data }, meta);
  }
}
