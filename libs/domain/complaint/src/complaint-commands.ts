import type { HolidayCalendar } from '@redress/calendar';
import type { Message, Sealed } from '@redress/kernel';
import type {
  AmountFault,
  FactProposals,
  Facts,
  Grade,
  Impact,
  Level,
  Measure,
  PlanDocument,
  Role,
} from '@redress/plan-rules';
import type { Communication, DeclineReason, Registration } from './complaint-events';
import type { RelationCommand, RelationRefusal } from './relation-commands';

interface OfComplaint {
  readonly complaintId: string;
  /** The moment of the command, ISO-8601 UTC. */
  readonly at: string;
  /** `visitor`, `staff:<id>` or `system:<service>`. */
  readonly by: string;
}

/** Puts a complaint on record, under the plan in force at that moment. */
export type RegisterComplaint = Message<
  'RegisterComplaint',
  OfComplaint & {
    registration: Omit<Registration, 'complaintId'>;
    /** As stated; without it the plan's words propose one. */
    category?: string;
    /** What the plan's word list reads out of the narrative. */
    proposals: FactProposals;
    /** The plan `registration.planRef` names. */
    plan: PlanDocument;
    calendar: HolidayCalendar;
  }
>;
/** Records whether what the complaint says is true and valid. */
export type VerifyComplaint = Message<'VerifyComplaint', OfComplaint & { valid: boolean; note?: Sealed }>;
/** Takes the complaint up. */
export type AcceptComplaint = Message<'AcceptComplaint', OfComplaint>;
/** Does not take the complaint up. */
export type DeclineComplaint = Message<
  'DeclineComplaint',
  OfComplaint & { reason: DeclineReason; explanation: Sealed }
>;
/** Hands the complaint to another body. */
export type TransferComplaint = Message<'TransferComplaint', OfComplaint & { receiver: string; explanation: Sealed }>;
/** Settles the matter with the complainant at once. */
export type SettleOnTheSpot = Message<
  'SettleOnTheSpot',
  OfComplaint & {
    settlement: Sealed;
    measures: readonly Measure[];
    /** The plan the complaint is pinned to: it says what needs somebody's approval, and how much a role may give. */
    plan: PlanDocument;
    /** The roles that whoever settles it holds. */
    roles: readonly Role[];
  }
>;
/** Takes the complaint back, at the complainant's wish. */
export type WithdrawComplaint = Message<'WithdrawComplaint', OfComplaint & { reason?: Sealed }>;
/** Puts an exchange with the complainant on record; with `questionNo` it answers that question. */
export type RecordCommunication = Message<
  'RecordCommunication',
  OfComplaint & { communication: Communication; questionNo?: number }
>;
/** Asks the complainant for what is missing. */
export type AskComplainant = Message<
  'AskComplainant',
  OfComplaint & {
    question: Sealed;
    /** Whether the clocks are to stand until the answer, as far as the plan lets them. */
    pause: boolean;
    /** The plan the complaint is pinned to, and the calendar it counts by. */
    plan: PlanDocument;
    calendar: HolidayCalendar;
  }
>;
/**
 * Classifies anew under the pinned plan. What is not said is decided by the plan's rules on the facts as they then
 * stand; a level or severity other than theirs overrules them and needs a reason.
 */
export type ClassifyComplaint = Message<
  'ClassifyComplaint',
  OfComplaint & {
    plan: PlanDocument;
    category?: string;
    /** Facts a person confirms or corrects; those not named stay. */
    facts?: Facts;
    impact?: Impact;
    level?: Level;
    severity?: Grade;
    overrideReason?: Sealed;
  }
>;

/** Everything a complaint can be asked to do. */
export type ComplaintCommand =
  | RegisterComplaint
  | VerifyComplaint
  | AcceptComplaint
  | DeclineComplaint
  | TransferComplaint
  | SettleOnTheSpot
  | WithdrawComplaint
  | RecordCommunication
  | AskComplainant
  | ClassifyComplaint
  | RelationCommand;

/** Why a complaint says no. */
export type ComplaintRefusal =
  | RelationRefusal
  | 'received-in-the-future'
  | 'occurred-in-the-future'
  | 'receiving-point-required'
  | 'too-many-messages'
  | 'question-open'
  | 'question-unknown'
  | 'too-many-questions'
  | 'answer-is-outgoing'
  | 'unknown-category'
  | 'complaint-not-registered'
  | 'complaint-not-verified'
  | 'complaint-found-invalid'
  | 'complaint-accepted'
  | 'complaint-declined'
  | 'complaint-transferred'
  | 'complaint-settled'
  | 'complaint-withdrawn'
  | 'settlement-needs-approval'
  | 'settlement-without-measure'
  | 'beyond-authority'
  | AmountFault
  | 'override-reason-required';
