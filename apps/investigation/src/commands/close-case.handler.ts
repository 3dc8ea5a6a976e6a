import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import { CaseFiles } from './case-file';

/** Closes a case whose problem is solved. */
export class CloseCaseRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(CloseCaseRequest)
export class CloseCaseHandler implements ICommandHandler<CloseCaseRequest> {
  constructor(private readonly files: CaseFiles) {}

  async execute({ complaintId, meta }: CloseCaseRequest): Promise<Committed> {
    const file = await this.files.open(complaintId, meta);
    const data = { complaintId, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'CloseCase', data }, meta);
  }
}
