import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta } from '@redress/command-handling';
import { CaseFiles } from './case-file';
import { EvidenceIntake, type BroughtEvidence, type EvidenceOnRecord } from './evidence-intake';

/** Staff put evidence on record. */
export class AddEvidenceRequest extends Command<EvidenceOnRecord> {
  constructor(
    readonly complaintId: string,
    readonly brought: BroughtEvidence,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(AddEvidenceRequest)
export class AddEvidenceHandler implements ICommandHandler<AddEvidenceRequest> {
  constructor(
    private readonly cases: CaseFiles,
    private readonly intake: EvidenceIntake,
  ) {}

  async execute({ complaintId, brought, meta }: AddEvidenceRequest): Promise<EvidenceOnRecord> {
    return this.intake.add(await this.cases.open(complaintId, meta), brought, meta);
  }
}
