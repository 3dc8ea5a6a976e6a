import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import { ComplaintFiles } from './complaint-file';

/** Hands a complaint to the body that must handle it. */
export class TransferComplaintRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly said: { readonly receiver: string; readonly explanation: string },
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(TransferComplaintRequest)
export class TransferComplaintHandler implements ICommandHandler<TransferComplaintRequest> {
  constructor(private readonly files: ComplaintFiles) {}

  async execute({ complaintId, said, meta }: TransferComplaintRequest): Promise<Committed> {
    const file = await this.files.open(complaintId, meta);
    const explanation = await this.files.seal(file, said.explanation);
    const data = { complaintId, receiver: said.receiver, explanation, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'TransferComplaint', data }, meta);
  }
}
