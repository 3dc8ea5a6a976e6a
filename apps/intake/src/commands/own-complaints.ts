import { Inject, Injectable } from '@nestjs/common';
import { CommandRefused } from '@redress/kernel';
import { CONFIG } from '@redress/platform';
import { timingSafeEqual } from 'node:crypto';
import type { IntakeConfig } from '../config';
import { trackingToken, trackingTokenHash } from './tracking-token';

/** Why a visitor may not do something about a complaint; besides what the complaint itself refuses. */
export type OwnRefusal = 'tracking-unknown';

/** What a complainant without an account may do: only about the complaint whose tracking token is shown. */
@Injectable()
export class OwnComplaints {
  constructor(@Inject(CONFIG) private readonly config: IntakeConfig) {}

  /**
   * A complaint that is not there has a token too, which nobody was given: both get the same answer.
   * @throws CommandRefused tracking-unknown
   */
  assert(complaintId: string, given = ''): void {
    const wanted = trackingTokenHash(trackingToken(this.config.trackingSecret, complaintId));
    if (!timingSafeEqual(Buffer.from(trackingTokenHash(given)), Buffer.from(wanted)))
      throw new CommandRefused('tracking-unknown' satisfies OwnRefusal);
  }
}
