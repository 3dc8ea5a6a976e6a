import type { IntakeChannel } from '@redress/complaint';
import type { Facts } from '@redress/plan-rules';

/** Who complains and how to reach them, in plain text; sealed before anything is stored. */
export interface Contact {
  readonly name?: string;
  readonly phone?: string;
  readonly email?: string;
}

/** A complaint as it comes in, in plain text. */
export interface ComplaintForm {
  readonly channel: IntakeChannel;
  readonly text: string;
  readonly category?: string;
  readonly place?: string;
  readonly facts?: Facts;
  readonly contact?: Contact;
  readonly locale?: 'zh-CN' | 'en';
  /** RFC 3339 with a time zone; now, when it is not said. */
  readonly receivedAt?: string;
}
