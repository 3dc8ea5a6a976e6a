import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { chinaCalendar } from '@redress/calendar';
import { commit, type CommandMeta, type Committed } from '@redress/command-handling';
import type { EventStore } from '@redress/event-store';
import { planDecider, type PublishPlan } from '@redress/plan';
import type { PlanDocument } from '@redress/plan-rules';
import { EVENT_STORE } from '@redress/platform';
import { planTarget } from './plan-stream';

/** A planner puts a plan, or a new version of it, in force from its effective date on. */
export class PublishPlanRequest extends Command<Committed> {
  constructor(
    readonly document: PlanDocument,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(PublishPlanRequest)
export class PublishPlanHandler implements ICommandHandler<PublishPlanRequest> {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  execute({ document, meta }: PublishPlanRequest): Promise<Committed> {
    const command: PublishPlan = {
      type: 'PublishPlan',
      data: { document, calendarRef: chinaCalendar.version, publishedBy: meta.actor, at: meta.occurredAt },
    };
    const target = planTarget(meta.siteId, document.metadata.id);
    return commit({ store: this.store, decider: planDecider, target, command, meta });
  }
}
