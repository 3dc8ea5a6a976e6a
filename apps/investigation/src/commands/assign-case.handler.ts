import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import { CaseFiles } from './case-file';

/** Gives a case to a handler, or to another one. */
export class AssignCaseRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly said: { readonly handlerId: string },
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(AssignCaseRequest)
export class AssignCaseHandler implements ICommandHandler<AssignCaseRequest> {
  constructor(private readonly files: CaseFiles) {}

  async execute({ complaintId, said, meta }: AssignCaseRequest): Promise<Committed> {
    const file = await this.files.open(complaintId, meta);
    const data = { complaintId, handlerId: said.handlerId, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'AssignCase', data }, meta);
  }
}
