import { Inject, Injectable } from '@nestjs/common';
import {
  evidenceDecider,
  evidenceRegister,
  type EvidenceCommand,
  type EvidenceEvent,
  type EvidenceRegister,
  type EvidenceState,
} from '@redress/case';
import { commitWithEvents, loadState, type CommandMeta, type CommittedEvents } from '@redress/command-handling';
import type { EventStore } from '@redress/event-store';
import { EVENT_STORE } from '@redress/platform';
import { evidenceStream } from '../evidence/names';
import { publishable } from '../relay/publishable';
import type { KnownComplaint } from './known-complaints';

const decider = publishable(evidenceDecider);

/** The evidence of complaints, as the handlers of this service work on it. */
@Injectable()
export class EvidenceFiles {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  /** What the decider knows of the evidence. */
  async stateOf(complaintId: string): Promise<EvidenceState> {
    return (await loadState(this.store, evidenceDecider, evidenceStream(complaintId))).state;
  }

  /** The evidence with its custody log. */
  async registerOf(complaintId: string): Promise<EvidenceRegister> {
    const commits = await this.store.readStream(evidenceStream(complaintId));
    // The store gives back what this decider's events were written as.
    return evidenceRegister(commits.flatMap(({ events }) => events as readonly object[] as readonly EvidenceEvent[]));
  }

  /** Takes a command to the stream of the evidence, under the plan that governs the complaint. */
  commit(
    { complaintId, planRef }: KnownComplaint,
    command: EvidenceCommand,
    meta: CommandMeta,
  ): Promise<CommittedEvents> {
    const target = { streamId: evidenceStream(complaintId), subject: complaintId };
    return commitWithEvents({ store: this.store, decider, target, command, meta: { ...meta, planRef } });
  }
}
