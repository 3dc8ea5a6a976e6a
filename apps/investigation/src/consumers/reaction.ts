import { reactionId, type CommandMeta } from '@redress/command-handling';
import type { Clock, CommitEnvelope } from '@redress/kernel';

/** The consumer group of investigation; part of every reaction's id, so never to be changed. */
export const reactionGroup = 'investigation-reactions';

/** The origin of a reaction to one event of a commit: what it appends is its own inbox entry (decisions.md 5). */
export const reactionMeta = (envelope: CommitEnvelope, index: number, clock: Clock): CommandMeta => ({
  commandId: reactionId(reactionGroup, envelope.commitId, index),
  siteId: envelope.siteId,
  actor: 'system:investigation',
  correlationId: envelope.correlationId,
  causationId: envelope.commitId,
  occurredAt: clock.now(),
  ...(envelope.drillId && { drillId: envelope.drillId }),
  ...(clock.ref && { clockRef: clock.ref }),
  ...(envelope.traceparent && { traceparent: envelope.traceparent }),
});
