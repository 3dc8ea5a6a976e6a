import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import { CaseFiles } from './case-file';

/** Ends the investigation with a finding and its report. */
export class CompleteInvestigationRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly said: { readonly substantiated: boolean; readonly rootCause?: string; readonly report: string },
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(CompleteInvestigationRequest)
export class CompleteInvestigationHandler implements ICommandHandler<CompleteInvestigationRequest> {
  constructor(private readonly files: CaseFiles) {}

  async execute({ complaintId, said, meta }: CompleteInvestigationRequest): Promise<Committed> {
    const file = await this.files.open(complaintId, meta);
    const report = await this.files.seal(file, said.report);
    const { substantiated, rootCause } = said;
    const found = { substantiated, ...(rootCause !== undefined && { rootCause }), report };
    const data = { complaintId, ...found, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'CompleteInvestigation', data }, meta);
  }
}
