import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta } from '@redress/command-handling';
import { CaseFiles } from './case-file';
import { EvidenceIntake, type BroughtEvidence, type EvidenceOnRecord } from './evidence-intake';

/** Whoever complained sends photographs, receipts and the like, at first or later. */
export class SendMaterialsRequest extends Command<EvidenceOnRecord> {
  constructor(
    readonly complaintId: string,
    readonly brought: Omit<BroughtEvidence, 'source' | 'collectedBy' | 'keepLocationBecause'>,
    readonly meta: CommandMeta,
    readonly trackingToken?: string,
  ) {
    super();
  }
}

@CommandHandler(SendMaterialsRequest)
export class SendMaterialsHandler implements ICommandHandler<SendMaterialsRequest> {
  constructor(
    private readonly cases: CaseFiles,
    private readonly intake: EvidenceIntake,
  ) {}

  async execute({ complaintId, brought, meta, trackingToken }: SendMaterialsRequest): Promise<EvidenceOnRecord> {
    const file = await this.cases.openOwn(complaintId, trackingToken);
    const own = { ...brought, source: 'complainant' } as const;
    return this.intake.add(file, own, { ...meta, actor: 'visitor', siteId: file.siteId });
  }
}
