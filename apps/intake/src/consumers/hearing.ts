import { Inject, Injectable } from '@nestjs/common';
import type { PlanPublished, PlanRetired } from '@redress/contracts';
import type { CommitEnvelope, Context, PublishedCommit, VersionedEvent } from '@redress/kernel';
import type { PlanCopies } from '@redress/plan-copies';
import { PLAN_COPIES } from '@redress/platform';
import { whenPlanPublished } from './when-plan-published.consumer';
import { whenPlanRetired } from './when-plan-retired.consumer';

/** The consumer group of intake; never to be changed, as its place in the topics is kept under it. */
export const consumerGroup = 'intake-plans';

/** The contexts intake hears. */
export const heardContexts = ['planning'] as const satisfies readonly Context[];

/** Hears the other services. Any number of times: each effect is stored once. */
@Injectable()
export class Hearing {
  constructor(@Inject(PLAN_COPIES) private readonly plans: PlanCopies) {}

  /** @throws TransientFault when the same commits must be given again later */
  async hear(commits: readonly PublishedCommit[]): Promise<void> {
    for (const { envelope, events } of commits) for (const event of events) await this.take(event, envelope);
  }

  /** The consumer has checked each event against its contract. What intake does not care for is passed over. */
  private async take({ type, data }: VersionedEvent, envelope: CommitEnvelope): Promise<void> {
    if (type === 'PlanPublished') await whenPlanPublished(this.plans, data as PlanPublished, envelope);
    if (type === 'PlanRetired') await whenPlanRetired(this.plans, data as PlanRetired, envelope);
  }
}
