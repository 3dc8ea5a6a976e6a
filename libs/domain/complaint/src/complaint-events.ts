import type { Message, Sealed } from '@redress/kernel';
import type { Facts, Grade, Impact, Level, LocalText, Measure, Priority } from '@redress/plan-rules';
import type { QuestionEvent } from './question-events';
import type { RelationEvent } from './relation-events';

export type * from './question-events';
export type * from './relation-events';

/** How a complaint came in. */
export type IntakeChannel = 'web' | 'hotline' | 'receivingPoint' | 'letterBox' | 'post' | 'email' | 'import';

/** Why a complaint is not taken up. */
export type DeclineReason = 'outOfScope' | 'duplicate' | 'invalid' | 'notReachable' | 'other';

interface OfComplaint {
  readonly complaintId: string;
}

/** What kind of party complains. */
export type PartyKind = 'visitor' | 'user' | 'employee' | 'interestedParty';

/** A case that another body handed over: its number and its own due time stay beside ours (domain rule C15). */
export interface OutsideCase {
  readonly body: string;
  readonly number: string;
  readonly replyBy?: string;
}

/** A complaint of four or more with one cause, who speak through representatives (domain rules C09, C13). */
export interface JointComplaint {
  readonly complainants: number;
  readonly representatives: Sealed;
}

/** What is written down when a complaint comes in. Personal parts are sealed under the complainant's key. */
export interface Registration extends OfComplaint {
  readonly complaintNo: string;
  readonly channel: IntakeChannel;
  /** The true moment of receipt: every clock starts here. */
  readonly receivedAt: string;
  /** `planId@version`: governs the complaint to its end (decisions.md 8). */
  readonly planRef: string;
  readonly calendarRef: string;
  readonly personId: string;
  readonly complainant: Sealed;
  readonly narrative: Sealed;
  readonly locale: 'zh-CN' | 'en';
  /** Code of the place on the site. */
  readonly place?: string;
  /** When it happened, as stated. */
  readonly occurredAt?: string;
  readonly partyKind?: PartyKind;
  /** What the complainant asks for. */
  readonly need?: Sealed;
  /** Code of the receiving point where it was made in person. */
  readonly receivingPoint?: string;
  /** Who took it, where that is not who entered it. */
  readonly receivedBy?: string;
  /** Brought as a petition matter. */
  readonly petition?: boolean;
  readonly outside?: OutsideCase;
  readonly joint?: JointComplaint;
  /** Which wording of the confidentiality promise was given. */
  readonly confidentialityPromise?: string;
  /** What the complainant, or who took the complaint, states in structured form. */
  readonly facts: Facts;
  readonly textSignature: string;
  readonly trackingTokenHash: string;
  /** The token itself, sealed: for what is written to the complainant. */
  readonly trackingToken?: Sealed;
  /** How the complainant can be reached, without the address. */
  readonly reachableBy?: ('email' | 'phone')[];
}

/** A complaint is on record and has its number; `acceptBy` is the promise (decisions.md 9). */
export type ComplaintRegistered = Message<
  'ComplaintRegistered',
  Registration & { registeredAt: string; registeredBy: string; acceptBy: string }
>;
/** Category, level, severity, impact and priority, and what decided them. */
export type ComplaintClassified = Message<
  'ComplaintClassified',
  OfComplaint & {
    classifiedAt: string;
    classifiedBy: string;
    category: string;
    level: Level;
    severity: Grade;
    impact: Impact;
    priority: Priority;
    decidedBy: 'rule' | 'person';
    ruleId?: string;
    because: LocalText;
    overrideReason?: Sealed;
    facts: Facts;
  }
>;
/** Words in the text would make the complaint severe: a person must look now (decisions.md 11). */
export type SevereSuspected = Message<
  'SevereSuspected',
  OfComplaint & { suspectedAt: string; ruleId: string; words: string[] }
>;
/** The preliminary verification and its result. */
export type ComplaintVerified = Message<
  'ComplaintVerified',
  OfComplaint & { valid: boolean; verifiedAt: string; verifiedBy: string; note?: Sealed }
>;
/** The complaint is taken up. */
export type ComplaintAccepted = Message<
  'ComplaintAccepted',
  OfComplaint & { acceptedAt: string; acceptedBy: string; late: boolean }
>;
/** The complaint is not taken up; it stays on record. */
export type ComplaintDeclined = Message<
  'ComplaintDeclined',
  OfComplaint & { declinedAt: string; declinedBy: string; reason: DeclineReason; explanation: Sealed }
>;
/** The complaint is handed to another body, which is named. */
export type ComplaintTransferred = Message<
  'ComplaintTransferred',
  OfComplaint & { transferredAt: string; transferredBy: string; receiver: string; explanation: Sealed }
>;

/** The matter was settled with the complainant at once; no investigation follows. */
export type ComplaintSettled = Message<
  'ComplaintSettled',
  OfComplaint & {
    settledAt: string;
    settledBy: string;
    /** What was agreed, in words. */
    settlement: Sealed;
    measures: Measure[];
    /** Whether it came after the acceptance promise. */
    late: boolean;
  }
>;
/** The complainant takes the complaint back; it stays on record. */
export type ComplaintWithdrawn = Message<
  'ComplaintWithdrawn',
  OfComplaint & { withdrawnAt: string; withdrawnBy: string; reason?: Sealed }
>;

/** How people spoke or wrote. */
export type CommunicationMedium = 'phone' | 'inPerson' | 'email' | 'letter' | 'message' | 'web';

/** An exchange between the complainant and staff. */
export interface Communication {
  /** `in` from the complainant, `out` to them. */
  readonly direction: 'in' | 'out';
  readonly medium: CommunicationMedium;
  /** When it took place. */
  readonly occurredAt: string;
  /** Whether the complainant was spoken to or has read it; false for a call nobody answered. */
  readonly reached: boolean;
  /** Whether content and facts were confirmed at it. */
  readonly confirmed: boolean;
  readonly content: Sealed;
}
/** The communication log has one more entry. */
export type CommunicationRecorded = Message<
  'CommunicationRecorded',
  OfComplaint & Communication & { recordedAt: string; recordedBy: string }
>;

/** Everything that can happen to a complaint in intake. */
export type ComplaintEvent =
  | ComplaintRegistered
  | ComplaintClassified
  | SevereSuspected
  | ComplaintVerified
  | ComplaintAccepted
  | ComplaintDeclined
  | ComplaintTransferred
  | CommunicationRecorded
  | QuestionEvent
  | ComplaintSettled
  | ComplaintWithdrawn
  | RelationEvent;
