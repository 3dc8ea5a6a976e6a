import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { CommandMeta } from '@redress/command-handling';
import type { UnmergeCause } from '@redress/complaint';
import { CommandRefused } from '@redress/kernel';
import { LeadingComplaints } from '../commands/leading-complaints';
import { NoteFollowerRequest } from '../commands/note-follower.handler';
import { UnmergeComplaintRequest } from '../commands/unmerge-complaint.handler';

interface Following {
  readonly complaintId: string;
  readonly leadingId: string;
}

/** The two ends of a relation are streams of their own: what is said on the one is carried to the other. */
@Injectable()
export class WhenRelated {
  constructor(
    private readonly bus: CommandBus,
    private readonly leading: LeadingComplaints,
  ) {}

  /** The leading complaint knows who is linked to it. */
  async linked({ complaintId: followerId, leadingId }: Following, holds: boolean, meta: CommandMeta): Promise<void> {
    await this.bus.execute(new NoteFollowerRequest(leadingId, { followerId, relation: 'linked', holds }, meta));
  }

  /** It takes a duplicate in; where it has ended or was merged itself meanwhile, the duplicate stands alone again. */
  async merged({ complaintId: followerId, leadingId }: Following, meta: CommandMeta): Promise<void> {
    try {
      await this.bus.execute(new NoteFollowerRequest(leadingId, { followerId, relation: 'merged', holds: true }, meta));
    } catch (error) {
      if (!(error instanceof CommandRefused)) throw error;
      await this.release(followerId, leadingId, 'leadingUnavailable', meta);
    }
  }

  /** It lets a duplicate go. */
  async unmerged({ complaintId: followerId, leadingId }: Following, meta: CommandMeta): Promise<void> {
    await this.bus.execute(new NoteFollowerRequest(leadingId, { followerId, relation: 'merged', holds: false }, meta));
  }

  /** What ends with its own complainant alone answers nobody else: each duplicate stands alone again. */
  async ended(leadingId: string, cause: UnmergeCause, meta: CommandMeta): Promise<void> {
    for (const followerId of await this.leading.mergedInto(leadingId))
      await this.release(followerId, leadingId, cause, meta);
  }

  private async release(id: string, leadingId: string, cause: UnmergeCause, meta: CommandMeta): Promise<void> {
    await this.bus.execute(new UnmergeComplaintRequest(id, { cause, leadingId }, meta));
  }
}
