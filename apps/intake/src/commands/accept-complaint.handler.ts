import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import { ComplaintFiles } from './complaint-file';

/** Takes a complaint up. */
export class AcceptComplaintRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(AcceptComplaintRequest)
export class AcceptComplaintHandler implements ICommandHandler<AcceptComplaintRequest> {
  constructor(private readonly files: ComplaintFiles) {}

  async execute({ complaintId, meta }: AcceptComplaintRequest): Promise<Committed> {
    const file = await this.files.open(complaintId, meta);
    const data = { complaintId, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'AcceptComplaint', data }, meta);
  }
}
