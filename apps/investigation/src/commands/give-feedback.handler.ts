import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import { CaseFiles } from './case-file';

/** Records what the complainant was told. */
export class GiveFeedbackRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly said: { readonly feedback: string },
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(GiveFeedbackRequest)
export class GiveFeedbackHandler implements ICommandHandler<GiveFeedbackRequest> {
  constructor(private readonly files: CaseFiles) {}

  async execute({ complaintId, said, meta }: GiveFeedbackRequest): Promise<Committed> {
    const file = await this.files.open(complaintId, meta);
    const feedback = await this.files.seal(file, said.feedback);
    const data = { complaintId, feedback, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'GiveFeedback', data }, meta);
  }
}
