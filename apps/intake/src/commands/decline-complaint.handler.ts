import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import type { DeclineReason } from '@redress/complaint';
import { ComplaintFiles } from './complaint-file';

/** Does not take a complaint up. */
export class DeclineComplaintRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly said: { readonly reason: DeclineReason; readonly explanation: string },
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(DeclineComplaintRequest)
export class DeclineComplaintHandler implements ICommandHandler<DeclineComplaintRequest> {
  constructor(private readonly files: ComplaintFiles) {}

  async execute({ complaintId, said, meta }: DeclineComplaintRequest): Promise<Committed> {
    const file = await this.files.open(complaintId, meta);
    const explanation = await this.files.seal(file, said.explanation);
    const data = { complaintId, reason: said.reason, explanation, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'DeclineComplaint', data }, meta);
  }
}
