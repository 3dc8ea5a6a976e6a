import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandMeta, Committed } from '@redress/command-handling';
import { CommandRefused } from '@redress/kernel';
import { CONFIG } from '@redress/platform';
import { timingSafeEqual } from 'node:crypto';
import type { IntakeConfig } from '../config';
import { ComplaintFiles } from './complaint-file';
import { trackingToken, trackingTokenHash } from './tracking-token';

/** Why nothing is withdrawn; besides what the complaint itself refuses. */
export type WithdrawalRefusal = 'tracking-unknown';

/** Takes a complaint back, at the complainant's wish. */
export class WithdrawComplaintRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    /** `trackingToken` is what shows that a visitor may; staff need none. */
    readonly said: { readonly reason?: string; readonly trackingToken?: string },
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(WithdrawComplaintRequest)
export class WithdrawComplaintHandler implements ICommandHandler<WithdrawComplaintRequest> {
  constructor(
    private readonly files: ComplaintFiles,
    @Inject(CONFIG) private readonly config: IntakeConfig,
  ) {}

  async execute({ complaintId, said, meta }: WithdrawComplaintRequest): Promise<Committed> {
    if (meta.actor === 'visitor') this.assertOwn(complaintId, said.trackingToken ?? '');
    const file = await this.files.open(complaintId, meta);
    const reason = said.reason === undefined ? {} : { reason: await this.files.seal(file, said.reason) };
    const data = { complaintId, ...reason, at: meta.occurredAt, by: meta.actor };
    return this.files.commit(file, { type: 'WithdrawComplaint', data }, meta);
  }

  /** A complaint that is not there has a token too, which nobody was given: both get the same answer. */
  private assertOwn(complaintId: string, given: string): void {
    const wanted = trackingTokenHash(trackingToken(this.config.trackingSecret, complaintId));
    if (!timingSafeEqual(Buffer.from(trackingTokenHash(given)), Buffer.from(wanted)))
      throw new CommandRefused('tracking-unknown' satisfies WithdrawalRefusal);
  }
}
