import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import { utc } from '@redress/kernel';
import type { PlanCopies } from '@redress/plan-copies';
import { approverFor, type Measure, type PlanDocument } from '@redress/plan-rules';
import { PLAN_COPIES } from '@redress/platform';
import { CaseFiles } from './case-file';

/** Puts a resolution plan forward; the pinned emergency plan says whose approval it needs. */
export class ProposeResolutionPlanRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly said: { readonly measures: readonly Measure[]; readonly description: string },
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(ProposeResolutionPlanRequest)
export class ProposeResolutionPlanHandler implements ICommandHandler<ProposeResolutionPlanRequest> {
  constructor(
    private readonly files: CaseFiles,
    @Inject(PLAN_COPIES) private readonly plans: PlanCopies<PlanDocument>,
  ) {}

  async execute({ complaintId, said, meta }: ProposeResolutionPlanRequest): Promise<Committed> {
    const file = await this.files.open(complaintId, meta);
    const { document: plan } = await this.plans.get(file.siteId, file.planRef);
    const approverRole = approverFor(plan, said.measures, file.graded);
    const description = await this.files.seal(file, said.description);
    const measures = said.measures.map(({ dueAt, ...measure }) => ({
      ...measure,
      ...(dueAt && { dueAt: utc(dueAt) }),
    }));
    const proposed = { complaintId, measures, description, ...(approverRole && { approverRole }) };
    const data = { ...proposed, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'ProposeResolutionPlan', data }, meta);
  }
}
