import { reactionId, type CommandMeta } from '@redress/command-handling';
import type { Clock, CommitEnvelope } from '@redress/kernel';

/** The consumer group of the service; part of every reaction's id, so never to be changed. */
export const reactionGroup = 'notification-reactions';

/** The origin of a reaction: what it appends is its own inbox entry (decisions.md 5). `index`: the event in its commit. */
export const reactionMeta = (envelope: CommitEnvelope, index: number, clock: Clock): CommandMeta => ({
  commandId: reactionId(reactionGroup, envelope.commitId, index),
  siteId: envelope.siteId,
  actor: 'system:notification',
  correlationId: envelope.correlationId,
  causationId: envelope.commitId,
  occurredAt: clock.now(),
  ...(envelope.drillId && { drillId: envelope.drillId }),
  ...(clock.ref && { clockRef: clock.ref }),
  ...(envelope.traceparent && { traceparent: envelope.traceparent }),
});
