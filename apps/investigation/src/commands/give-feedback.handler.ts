import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import { AftercareRules } from './aftercare-rules';
import { CaseFiles } from './case-file';

/** Records what the complainant was told, and until when an answer to it counts. */
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
  constructor(
    private readonly files: CaseFiles,
    private readonly rules: AftercareRules,
  ) {}

  async execute({ complaintId, said, meta }: GiveFeedbackRequest): Promise<Committed> {
    const file = await this.files.open(complaintId, meta);
    const feedback = await this.files.seal(file, said.feedback);
    const times = await this.rules.timesOf(file, meta.occurredAt);
    const data = { complaintId, feedback, ...times, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'GiveFeedback', data }, meta);
  }
}
