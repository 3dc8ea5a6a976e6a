import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import type { ClassifyComplaint } from '@redress/complaint';
import type { PlanCopies } from '@redress/plan-copies';
import type { PlanDocument } from '@redress/plan-rules';
import { PLAN_COPIES } from '@redress/platform';
import { ComplaintFiles } from './complaint-file';

/** What a person says about the grade of a complaint; `reason` where the plan's rules are overruled. */
export type SaidOfGrade = Pick<ClassifyComplaint['data'], 'category' | 'facts' | 'impact' | 'level' | 'severity'> & {
  readonly reason?: string;
};

/** Classifies a complaint anew under the plan it is pinned to. */
export class ClassifyComplaintRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly said: SaidOfGrade,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(ClassifyComplaintRequest)
export class ClassifyComplaintHandler implements ICommandHandler<ClassifyComplaintRequest> {
  constructor(
    private readonly files: ComplaintFiles,
    @Inject(PLAN_COPIES) private readonly plans: PlanCopies<PlanDocument>,
  ) {}

  async execute({ complaintId, said: { reason, ...said }, meta }: ClassifyComplaintRequest): Promise<Committed> {
    const file = await this.files.open(complaintId, meta);
    const { document: plan } = await this.plans.get(meta.siteId, file.planRef);
    const sealed = reason === undefined ? {} : { overrideReason: await this.files.seal(file, reason) };
    const data = { complaintId, plan, ...said, ...sealed, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'ClassifyComplaint', data }, meta);
  }
}
