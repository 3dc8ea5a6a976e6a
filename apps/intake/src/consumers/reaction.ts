import { reactionId, type CommandMeta } from '@redress/command-handling';
import type { Clock, CommitEnvelope } from '@redress/kernel';

/** The consumer group of intake; part of every reaction's id and of its place in the topics, so never to be changed. */
export const consumerGroup = 'intake-plans';

/** The origin of a reaction to one event of a commit: what it appends is its own inbox entry (decisions.md 5). */
export const reactionMeta = (envelope: CommitEnvelope, index: number, clock: Clock): CommandMeta => ({
  commandId: reactionId(consumerGroup, envelope.commitId, index),
  siteId: envelope.siteId,
  actor: 'system:intake',
  correlationId: envelope.correlationId,
  causationId: envelope.commitId,
  occurredAt: clock.now(),
  ...(envelope.drillId && { drillId: envelope.drillId }),
  ...(clock.ref && { clockRef: clock.ref }),
  ...(envelope.traceparent && { traceparent: envelope.traceparent }),
});
