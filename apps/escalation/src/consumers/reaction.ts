import type { Command } from '@nestjs/cqrs';
import { reactionId, type CommandMeta, type Committed } from '@redress/command-handling';
import type { CommitEnvelope, VersionedEvent } from '@redress/kernel';

/** A foreign event with the commit it came in. */
export interface Heard<D extends object> {
  readonly data: D;
  readonly envelope: CommitEnvelope;
  /** All events of the commit, this one included. */
  readonly beside: readonly VersionedEvent[];
  /** For the command that follows. */
  readonly meta: CommandMeta;
}

/** What a foreign event leads to on a stream of our own. */
export type Reaction<D extends object> = (heard: Heard<D>) => Command<Committed>;

/** The consumer group of the service; part of every reaction's id, so never to be changed. */
export const reactionGroup = 'escalation-reactions';

/** The origin of a reaction: what it appends is its own inbox entry (decisions.md 5). */
export const reactionMeta = (envelope: CommitEnvelope, index: number, now: string, clockRef?: string): CommandMeta => ({
  commandId: reactionId(reactionGroup, envelope.commitId, index),
  siteId: envelope.siteId,
  actor: 'system:escalation',
  correlationId: envelope.correlationId,
  causationId: envelope.commitId,
  occurredAt: now,
  ...(envelope.drillId && { drillId: envelope.drillId }),
  ...(clockRef && { clockRef }),
  ...(envelope.traceparent && { traceparent: envelope.traceparent }),
});
