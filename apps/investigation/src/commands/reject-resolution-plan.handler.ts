import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import type { Role } from '@redress/plan-rules';
import { CaseFiles } from './case-file';

/** Says no to a proposal. `roles` are those the approver holds. */
export class RejectResolutionPlanRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly said: { readonly proposalNo: number; readonly roles: readonly Role[]; readonly reason: string },
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(RejectResolutionPlanRequest)
export class RejectResolutionPlanHandler implements ICommandHandler<RejectResolutionPlanRequest> {
  constructor(private readonly files: CaseFiles) {}

  async execute({ complaintId, said, meta }: RejectResolutionPlanRequest): Promise<Committed> {
    const file = await this.files.open(complaintId, meta);
    const reason = await this.files.seal(file, said.reason);
    const { proposalNo, roles } = said;
    const data = { complaintId, proposalNo, roles, reason, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'RejectResolutionPlan', data }, meta);
  }
}
