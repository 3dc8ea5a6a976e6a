import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import { CaseFiles } from './case-file';

/** Begins the investigation of a case. */
export class StartInvestigationRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(StartInvestigationRequest)
export class StartInvestigationHandler implements ICommandHandler<StartInvestigationRequest> {
  constructor(private readonly files: CaseFiles) {}

  async execute({ complaintId, meta }: StartInvestigationRequest): Promise<Committed> {
    const file = await this.files.open(complaintId, meta);
    const data = { complaintId, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'StartInvestigation', data }, meta);
  }
}
