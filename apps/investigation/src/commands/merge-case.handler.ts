import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import { CaseFiles } from './case-file';

/** Ends the case of a complaint that was merged into another. */
export class MergeCaseRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly mergedAt: string,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

/** Has the case of a complaint go on that is merged no longer. */
export class ResumeCaseRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly resumedAt: string,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(MergeCaseRequest)
export class MergeCaseHandler implements ICommandHandler<MergeCaseRequest> {
  constructor(private readonly files: CaseFiles) {}

  async execute({ complaintId, mergedAt, meta }: MergeCaseRequest): Promise<Committed> {
    const known = await this.files.open(complaintId, meta);
    return this.files.commit(known, { type: 'MergeCase', data: { complaintId, at: mergedAt } }, meta);
  }
}

@CommandHandler(ResumeCaseRequest)
export class ResumeCaseHandler implements ICommandHandler<ResumeCaseRequest> {
  constructor(private readonly files: CaseFiles) {}

  async execute({ complaintId, resumedAt, meta }: ResumeCaseRequest): Promise<Committed> {
    const known = await this.files.open(complaintId, meta);
    return this.files.commit(known, { type: 'ResumeCase', data: { complaintId, at: resumedAt } }, meta);
  }
}
