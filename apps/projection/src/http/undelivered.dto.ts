import { ApiProperty } from '@nestjs/swagger';

/** A message that arrived nowhere, though it was tried again and again. */
export class UndeliveredDto {
  /** What `POST /api/v1/notifications/{id}/resend` takes. */
  id: string;
  /** `triedAgain`: somebody had it sent again, and it has not arrived yet. */
  @ApiProperty({ enum: ['givenUp', 'triedAgain'] }) state: 'givenUp' | 'triedAgain';
  complaintId?: string;
  /** Set where it was about an escalation, which has climbed since. */
  escalationId?: string;
  /** `staff:<id>` or `complainant:<personId>`. */
  recipient: string;
  channel: string;
  template: string;
  queuedAt: string;
  givenUpAt: string;
  @ApiProperty({ type: 'integer' }) attempts: number;
  /**
   * Class of the last fault.
   * @example "smtp-550"
   */
  reason?: string;
  /** When it was last sent again. */
  resumedAt?: string;
  /**
   * Who had it sent again.
   * @example "staff:li.wei"
   */
  resumedBy?: string;
}

/** A page of them, latest first. */
export class UndeliveredPageDto {
  items: UndeliveredDto[];
  /** Give it as `cursor` to read on; absent on the last page. */
  next?: string;
}
