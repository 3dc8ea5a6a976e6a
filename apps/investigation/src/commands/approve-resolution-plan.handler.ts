import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import type { Role } from '@redress/plan-rules';
import { CaseFiles } from './case-file';

/** Says yes to a proposal. `roles` are those the approver holds. */
export class ApproveResolutionPlanRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly said: { readonly proposalNo: number; readonly roles: readonly Role[] },
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(ApproveResolutionPlanRequest)
export class ApproveResolutionPlanHandler implements ICommandHandler<ApproveResolutionPlanRequest> {
  constructor(private readonly files: CaseFiles) {}

  async execute({ complaintId, said, meta }: ApproveResolutionPlanRequest): Promise<Committed> {
    const file = await this.files.open(complaintId, meta);
    const data = { complaintId, proposalNo: said.proposalNo, roles: said.roles, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'ApproveResolutionPlan', data }, meta);
  }
}
