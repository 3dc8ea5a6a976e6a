import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import type { PlanCopies } from '@redress/plan-copies';
import type { Measure, PlanDocument, Role } from '@redress/plan-rules';
import { PLAN_COPIES } from '@redress/platform';
import { ComplaintFiles } from './complaint-file';

/** Settles a complaint with the complainant at once. `roles` are those the caller holds. */
export class SettleOnTheSpotRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly said: {
      readonly settlement: string;
      readonly measures: readonly Measure[];
      readonly roles: readonly Role[];
    },
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(SettleOnTheSpotRequest)
export class SettleOnTheSpotHandler implements ICommandHandler<SettleOnTheSpotRequest> {
  constructor(
    private readonly files: ComplaintFiles,
    @Inject(PLAN_COPIES) private readonly plans: PlanCopies<PlanDocument>,
  ) {}

  async execute({ complaintId, said, meta }: SettleOnTheSpotRequest): Promise<Committed> {
    const file = await this.files.open(complaintId, meta);
    const { document: plan } = await this.plans.get(meta.siteId, file.planRef);
    const settlement = await this.files.seal(file, said.settlement);
    const measures = said.measures.map((measure) => ({ ...measure }));
    const data = { complaintId, settlement, measures, plan, roles: said.roles, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'SettleOnTheSpot', data }, meta);
  }
}
