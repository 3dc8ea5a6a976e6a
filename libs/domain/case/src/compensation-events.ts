import type { Message, Sealed } from '@redress/kernel';
import type { CompensationForm } from '@redress/plan-rules';
import type { AnswerMedium } from './answer-media';
import type { OfCase } from './of-case';

/** How a compensation reached the complainant. */
export type IssueMethod =
  'bankTransfer' | 'originalPayment' | 'mobilePayment' | 'cash' | 'voucher' | 'goods' | 'service' | 'other';

/** A compensation of the adopted plan was offered to the complainant. */
export type CompensationOffered = Message<
  'CompensationOffered',
  OfCase & {
    /** Counts the offers of the case from 1, in all rounds. */
    offerNo: number;
    proposalNo: number;
    measureNo: number;
    /** Yuan. */
    amountYuan: number;
    form?: CompensationForm;
    medium: AnswerMedium;
    toldAt: string;
    offeredAt: string;
    offeredBy: string;
    words?: Sealed;
  }
>;

interface Answered extends OfCase {
  readonly offerNo: number;
  readonly medium: AnswerMedium;
  readonly answeredAt: string;
  /** `visitor`, or the member of staff who heard it. */
  readonly recordedBy: string;
  readonly words?: Sealed;
}

/** The complainant takes an offer: it must be issued now. */
export type CompensationAccepted = Message<'CompensationAccepted', Answered>;
/** The complainant does not take an offer. */
export type CompensationRefused = Message<'CompensationRefused', Answered>;

/** What was accepted has reached the complainant. */
export type CompensationIssued = Message<
  'CompensationIssued',
  OfCase & {
    offerNo: number;
    method: IssueMethod;
    issuedAt: string;
    recordedAt: string;
    issuedBy: string;
    /** Number of the voucher, the transfer and the like. */
    reference: Sealed;
  }
>;

/** What happens to the compensations of a case. */
export type CompensationEvent = CompensationOffered | CompensationAccepted | CompensationRefused | CompensationIssued;
