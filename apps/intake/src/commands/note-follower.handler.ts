import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import type { Relation } from '@redress/complaint';
import { ComplaintFiles } from './complaint-file';

/** Writes down on the leading complaint what was said on the one that follows. */
export class NoteFollowerRequest extends Command<Committed> {
  constructor(
    readonly leadingId: string,
    readonly said: { readonly followerId: string; readonly relation: Relation; readonly holds: boolean },
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(NoteFollowerRequest)
export class NoteFollowerHandler implements ICommandHandler<NoteFollowerRequest> {
  constructor(private readonly files: ComplaintFiles) {}

  async execute({ leadingId, said, meta }: NoteFollowerRequest): Promise<Committed> {
    const file = await this.files.open(leadingId, meta);
    const { complaintNo: followerNo } = await this.files.registration(said.followerId, meta.siteId);
    const data = { complaintId: leadingId, ...said, followerNo, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'NoteFollower', data }, meta);
  }
}
