import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import { ComplaintFiles } from './complaint-file';

/** Records the preliminary verification of a complaint. */
export class VerifyComplaintRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly said: { readonly valid: boolean; readonly note?: string },
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(VerifyComplaintRequest)
export class VerifyComplaintHandler implements ICommandHandler<VerifyComplaintRequest> {
  constructor(private readonly files: ComplaintFiles) {}

  async execute({ complaintId, said: { valid, note }, meta }: VerifyComplaintRequest): Promise<Committed> {
    const file = await this.files.open(complaintId, meta);
    const sealed = note === undefined ? {} : { note: await this.files.seal(file, note) };
    const data = { complaintId, valid, ...sealed, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'VerifyComplaint', data }, meta);
  }
}
