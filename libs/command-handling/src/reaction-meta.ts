import type { Clock, CommitEnvelope } from '@redress/kernel';
import { reactionId } from './command-ids';
import type { CommandMeta } from './command-meta';

/**
 * The origin of a service's reactions to one event of a commit: what one appends is its own inbox entry (decisions.md 5).
 * @param group the consumer group; part of every reaction's id, so never to be changed
 */
export const reactionMetaOf =
  (actor: `system:${string}`, group: string) =>
  (envelope: CommitEnvelope, index: number, clock: Pick<Clock, 'now' | 'ref'>): CommandMeta => ({
    commandId: reactionId(group, envelope.commitId, index),
    siteId: envelope.siteId,
    actor,
    correlationId: envelope.correlationId,
    causationId: envelope.commitId,
    occurredAt: clock.now(),
    ...(envelope.drillId && { drillId: envelope.drillId }),
    ...(clock.ref && { clockRef: clock.ref }),
    ...(envelope.traceparent && { traceparent: envelope.traceparent }),
  });
