import type { Command } from '@nestjs/cqrs';
import { reactionMetaOf, type CommandMeta, type Committed } from '@redress/command-handling';
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

/** The origin of a reaction to one event of a commit. */
export const reactionMeta = reactionMetaOf('system:escalation', reactionGroup);
