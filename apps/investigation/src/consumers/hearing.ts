import { Inject, Injectable } from '@nestjs/common';
import { CommandBus, type Command } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import type {
  ComplaintAccepted,
  ComplaintMerged,
  ComplaintUnmerged,
  ComplaintWithdrawn,
  PersonErased,
  PlanPublished,
  PlanRetired,
} from '@redress/contracts';
import {
  CommandRefused,
  type Clock,
  type CommitEnvelope,
  type PublishedCommit,
  type VersionedEvent,
} from '@redress/kernel';
import type { PersonKeys } from '@redress/personal-data';
import type { PlanCopies } from '@redress/plan-copies';
import { CLOCK, PERSON_KEYS, PLAN_COPIES, RUNTIME_LOG, type RuntimeLog } from '@redress/platform';
import { KNOWN_COMPLAINTS, type KnownComplaints } from '../commands/known-complaints';
import { EVIDENCE_STORE, type EvidenceStore } from '../evidence/evidence-store';
import { reactionMeta } from './reaction';
import { whenComplaintAccepted } from './when-complaint-accepted.consumer';
import { whenComplaintMerged, whenComplaintUnmerged } from './when-complaint-merged.consumer';
import { whenComplaintWithdrawn } from './when-complaint-withdrawn.consumer';
import { whenPersonErased } from './when-person-erased.consumer';
import { whenPlanPublished } from './when-plan-published.consumer';
import { whenPlanRetired } from './when-plan-retired.consumer';

/** Hears the other services. Any number of times: each effect is stored once. */
@Injectable()
export class Hearing {
  constructor(
    private readonly bus: CommandBus,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PLAN_COPIES) private readonly plans: PlanCopies,
    @Inject(PERSON_KEYS) readonly keys: PersonKeys,
    @Inject(KNOWN_COMPLAINTS) private readonly complaints: KnownComplaints,
  ) {}

  @Inject(EVIDENCE_STORE) readonly evidence: EvidenceStore;
  @Inject(RUNTIME_LOG) private readonly log: RuntimeLog;

  /** @throws TransientFault when the same commits must be given again later */
  async hear(commits: readonly PublishedCommit[]): Promise<void> {
    for (const commit of commits) {
      if (commit.envelope.streamId.startsWith('complaint-')) await this.complaints.learn(commit);
      for (const [index, event] of commit.events.entries()) await this.take(event, commit.envelope, index);
    }
  }

  /** The consumer has checked each event against its contract. What investigation does not care for is passed over. */
  private async take(event: VersionedEvent, envelope: CommitEnvelope, index: number): Promise<void> {
    const { type, data } = event;
    const command = commandAfter(event, () => reactionMeta(envelope, index, this.clock));
    if (command) return this.react(command, envelope);
    switch (type) {
      case 'PersonErased':
        return whenPersonErased(this, data as PersonErased);
      case 'PlanPublished':
        return whenPlanPublished(this.plans, data as PlanPublished, envelope);
      case 'PlanRetired':
        return whenPlanRetired(this.plans, data as PlanRetired, envelope);
    }
  }

  /** A refusal is the domain's answer and is acknowledged; a fault is retried. */
  private async react(command: Command<Committed>, { commitId }: CommitEnvelope): Promise<void> {
    try {
      await this.bus.execute(command);
    } catch (error) {
      if (!(error instanceof CommandRefused)) throw error;
      this.log.info({ commitId, refusal: error.refusal }, 'a reaction was refused');
    }
  }
}

/** What follows on the case's own stream from an event of its complaint. */
const commandAfter = ({ type, data }: VersionedEvent, meta: () => CommandMeta): Command<Committed> | undefined => {
  switch (type) {
    case 'ComplaintAccepted':
      return whenComplaintAccepted(data as ComplaintAccepted, meta());
    case 'ComplaintWithdrawn':
      return whenComplaintWithdrawn(data as ComplaintWithdrawn, meta());
    case 'ComplaintMerged':
      return whenComplaintMerged(data as ComplaintMerged, meta());
    case 'ComplaintUnmerged':
      return whenComplaintUnmerged(data as ComplaintUnmerged, meta());
    default:
      return undefined;
  }
};
