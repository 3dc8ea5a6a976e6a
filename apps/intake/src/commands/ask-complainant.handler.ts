import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { requiredCalendar } from '@redress/calendar';
import type { CommandMeta, Committed } from '@redress/command-handling';
import type { PlanCopies } from '@redress/plan-copies';
import type { PlanDocument } from '@redress/plan-rules';
import { PLAN_COPIES } from '@redress/platform';
import { ComplaintFiles } from './complaint-file';

/** Asks the complainant for what is missing. */
export class AskComplainantRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly said: { readonly question: string; readonly pause: boolean },
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(AskComplainantRequest)
export class AskComplainantHandler implements ICommandHandler<AskComplainantRequest> {
  constructor(
    private readonly files: ComplaintFiles,
    @Inject(PLAN_COPIES) private readonly plans: PlanCopies<PlanDocument>,
  ) {}

  async execute({ complaintId, said, meta }: AskComplainantRequest): Promise<Committed> {
    const file = await this.files.open(complaintId, meta);
    const { document: plan, calendarRef } = await this.plans.get(meta.siteId, file.planRef);
    const { pause } = said;
    const question = await this.files.seal(file, said.question);
    const calendar = requiredCalendar(calendarRef);
    const data = { complaintId, question, pause, plan, calendar, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'AskComplainant', data }, meta);
  }
}
