import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import { CaseFiles } from './case-file';
import { EvidenceFiles } from './evidence-files';

/** Says that evidence was added by mistake; it stays on record, as withdrawn. */
export class WithdrawEvidenceRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly said: { readonly evidenceNo: number; readonly reason: string },
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(WithdrawEvidenceRequest)
export class WithdrawEvidenceHandler implements ICommandHandler<WithdrawEvidenceRequest> {
  constructor(
    private readonly cases: CaseFiles,
    private readonly files: EvidenceFiles,
  ) {}

  async execute({ complaintId, said, meta }: WithdrawEvidenceRequest): Promise<Committed> {
    const file = await this.cases.open(complaintId, meta);
    await this.cases.mayTouch(file, meta.actor);
    const reason = await this.cases.seal(file, said.reason);
    const data = { complaintId, evidenceNo: said.evidenceNo, reason, at: meta.occurredAt, by: meta.actor };
    const { events: _events, ...committed } = await this.files.commit(file, { type: 'WithdrawEvidence', data }, meta);
    return committed;
  }
}
