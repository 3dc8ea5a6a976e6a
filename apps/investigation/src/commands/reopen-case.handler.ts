import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import type { ReopenedStage } from '@redress/contracts';
import { CaseFiles } from './case-file';

/** Takes a case up again, for a reason. */
export class ReopenCaseRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly said: { readonly reason: string; readonly stage?: ReopenedStage },
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(ReopenCaseRequest)
export class ReopenCaseHandler implements ICommandHandler<ReopenCaseRequest> {
  constructor(private readonly files: CaseFiles) {}

  async execute({ complaintId, said, meta }: ReopenCaseRequest): Promise<Committed> {
    const file = await this.files.open(complaintId, meta);
    const reason = await this.files.seal(file, said.reason);
    const data = { complaintId, reason, ...(said.stage && { stage: said.stage }), at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'ReopenCase', data }, meta);
  }
}
