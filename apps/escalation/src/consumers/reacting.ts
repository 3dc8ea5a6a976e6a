import { Inject, Injectable } from '@nestjs/common';
import { CommandBus, type Command } from '@nestjs/cqrs';
import type { Committed } from '@redress/command-handling';
import type { PlanPublished, PlanRetired } from '@redress/contracts';
import { VersionConflict } from '@redress/event-store';
import { CommandRefused, TransientFault, type Clock, type CommitEnvelope, type PublishedCommit } from '@redress/kernel';
import type { PlanCopies } from '@redress/plan-copies';
import type { PlanDocument } from '@redress/plan-rules';
import { CLOCK, PLAN_COPIES, RUNTIME_LOG, type RuntimeLog } from '@redress/platform';
import { reactionMeta } from './reaction';
import { commandsFor } from './reactions';
import { planCopyOf } from './when-plan-published.consumer';

/** Hears the other services and does what follows on the watches. Any number of times: each effect is stored once. */
@Injectable()
export class Reacting {
  constructor(
    private readonly bus: CommandBus,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PLAN_COPIES) private readonly plans: PlanCopies<PlanDocument>,
    @Inject(RUNTIME_LOG) private readonly log: RuntimeLog,
  ) {}

  /** @throws TransientFault when the same commits must be given again later */
  async hear(commits: readonly PublishedCommit[]): Promise<void> {
    for (const commit of commits) {
      if (commit.envelope.context === 'planning') await this.keepPlans(commit);
      else await this.react(commit);
    }
  }

  private async react(commit: PublishedCommit): Promise<void> {
    const { envelope } = commit;
    const metaOf = (index: number) => reactionMeta(envelope, index, this.clock);
    for (const command of commandsFor(commit, metaOf)) await this.execute(command, envelope);
  }

  private async execute(command: Command<Committed>, { commitId }: CommitEnvelope): Promise<void> {
    try {
      await this.bus.execute(command);
    } catch (error) {
      // Another event of the same commit may still be welcome.
      if (error instanceof CommandRefused)
        this.log.info({ commitId, refusal: error.refusal }, 'a reaction was refused');
      else if (error instanceof VersionConflict) throw new TransientFault('the watch is contended', { cause: error });
      else throw error;
    }
  }

  private async keepPlans({ envelope: { siteId }, events }: PublishedCommit): Promise<void> {
    for (const { type, data } of events) {
      if (type === 'PlanPublished') await this.plans.keep(planCopyOf(siteId, data as PlanPublished));
      if (type === 'PlanRetired') {
        const { planId, planVersion, retiredAt } = data as PlanRetired;
        await this.plans.retire(siteId, `${planId}@${planVersion}`, retiredAt);
      }
    }
  }
}
