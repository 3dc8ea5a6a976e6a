import { Inject, Injectable } from '@nestjs/common';
import { unlessContended } from '@redress/command-handling';
import type {
  CaseClosed,
  CaseReopened,
  ComplaintLinked,
  ComplaintMerged,
  ComplaintSettled,
  ComplaintUnlinked,
  ComplaintUnmerged,
  ComplaintWithdrawn,
  PlanPublished,
  PlanRetired,
} from '@redress/contracts';
import {
  type Clock,
  type CommitEnvelope,
  type Context,
  type PublishedCommit,
  type VersionedEvent,
} from '@redress/kernel';
import type { PlanCopies } from '@redress/plan-copies';
import { CLOCK, PLAN_COPIES } from '@redress/platform';
import { CLOSED_CASES, type ClosedCases } from '../commands/closed-cases';
import { reactionMeta } from './reaction';
import { whenPlanPublished } from './when-plan-published.consumer';
import { whenPlanRetired } from './when-plan-retired.consumer';
import { WhenRelated } from './when-related.consumer';

/** The contexts intake hears: its own, too, as a complaint's stream says nothing of another's. */
export const heardContexts = ['planning', 'intake', 'investigation'] as const satisfies readonly Context[];

/** Hears the other services, and itself. Any number of times: each effect is stored once. */
@Injectable()
export class Hearing {
  constructor(
    @Inject(PLAN_COPIES) private readonly plans: PlanCopies,
    @Inject(CLOSED_CASES) private readonly cases: ClosedCases,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly whenRelated: WhenRelated,
  ) {}

  /** @throws TransientFault when the same commits must be given again later */
  async hear(commits: readonly PublishedCommit[]): Promise<void> {
    for (const { envelope, events } of commits)
      for (const [index, event] of events.entries()) await this.take(event, envelope, index);
  }

  /** The consumer has checked each event against its contract. What intake does not care for is passed over. */
  private async take(event: VersionedEvent, envelope: CommitEnvelope, index: number): Promise<void> {
    if (envelope.context === 'planning') return this.takePlan(event, envelope);
    if (envelope.context === 'investigation') return this.takeCase(event);
    return unlessContended('a complaint', this.takeOwn(event, envelope, index));
  }

  private async takePlan({ type, data }: VersionedEvent, envelope: CommitEnvelope): Promise<void> {
    if (type === 'PlanPublished') await whenPlanPublished(this.plans, data as PlanPublished, envelope);
    if (type === 'PlanRetired') await whenPlanRetired(this.plans, data as PlanRetired, envelope);
  }

  private async takeCase({ type, data }: VersionedEvent): Promise<void> {
    if (type === 'CaseClosed') {
      const { complaintId, closedAt } = data as CaseClosed;
      await this.cases.note(complaintId, true, closedAt);
    }
    if (type === 'CaseReopened') {
      const { complaintId, reopenedAt } = data as CaseReopened;
      await this.cases.note(complaintId, false, reopenedAt);
    }
  }

  private async takeOwn({ type, data }: VersionedEvent, envelope: CommitEnvelope, index: number): Promise<void> {
    const meta = () => reactionMeta(envelope, index, this.clock);
    switch (type) {
      case 'ComplaintLinked':
        return this.whenRelated.linked(data as ComplaintLinked, true, meta());
      case 'ComplaintUnlinked':
        return this.whenRelated.linked(data as ComplaintUnlinked, false, meta());
      case 'ComplaintMerged':
        return this.whenRelated.merged(data as ComplaintMerged, meta());
      case 'ComplaintUnmerged':
        return this.whenRelated.unmerged(data as ComplaintUnmerged, meta());
      case 'ComplaintWithdrawn':
        return this.whenRelated.ended((data as ComplaintWithdrawn).complaintId, 'leadingWithdrawn', meta());
      case 'ComplaintSettled':
        return this.whenRelated.ended((data as ComplaintSettled).complaintId, 'leadingSettled', meta());
    }
  }
}
