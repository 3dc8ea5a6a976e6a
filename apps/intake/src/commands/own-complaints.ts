import { Inject, Injectable } from '@nestjs/common';
import { CommandRefused } from '@redress/kernel';
import { CONFIG, holdsTrackingToken, trackingTokenHash } from '@redress/platform';
import type { IntakeConfig } from '../config';
import { trackingToken } from './tracking-token';

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
    const own = trackingTokenHash(trackingToken(this.config.trackingSecret, complaintId));
    if (!holdsTrackingToken(given, own)) throw new CommandRefused('tracking-unknown' satisfies OwnRefusal);
  }
}
