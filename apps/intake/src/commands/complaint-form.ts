import type { IntakeChannel, OutsideCase, PartyKind } from '@redress/complaint';
import type { Facts } from '@redress/plan-rules';

/** Who complains and how to reach them, in plain text; sealed before anything is stored. */
export interface Contact {
  readonly name?: string;
  readonly phone?: string;
  readonly email?: string;
}

/** A joint complaint, in plain text. */
export interface JointForm {
  readonly complainants: number;
  readonly representatives: readonly Contact[];
}

/** A complaint as it comes in, in plain text. */
export interface ComplaintForm {
  readonly channel: IntakeChannel;
  readonly text: string;
  readonly category?: string;
  readonly place?: string;
  readonly facts?: Facts;
  /** RFC 3339 with a time zone. */
  readonly occurredAt?: string;
  readonly partyKind?: PartyKind;
  readonly need?: string;
  readonly receivingPoint?: string;
  /** Staff id. */
  readonly receivedBy?: string;
  readonly petition?: boolean;
  readonly outside?: OutsideCase;
  readonly joint?: JointForm;
  readonly contact?: Contact;
  readonly locale?: 'zh-CN' | 'en';
  /** RFC 3339 with a time zone; now, when it is not said. */
  readonly receivedAt?: string;
}
