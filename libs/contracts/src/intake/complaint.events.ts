import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Contract } from '../contract';
import { ComplaintFacts, impacts, levels, LocalText, Measure, priorities, SealedData } from '../shared';

/** The preliminary verification and its result. */
@Contract('intake')
export class ComplaintVerified {
  @IsUUID() complaintId: string;
  @IsBoolean() valid: boolean;
  @IsISO8601() verifiedAt: string;
  @IsString() @MaxLength(80) verifiedBy: string;
  @IsOptional() @ValidateNested() @Type(() => SealedData) note?: SealedData;
}

/** The complaint is taken up. */
@Contract('intake')
export class ComplaintAccepted {
  @IsUUID() complaintId: string;
  @IsISO8601() acceptedAt: string;
  @IsString() @MaxLength(80) acceptedBy: string;
  /** Whether it came after the promise. */
  @IsBoolean() late: boolean;
}

export const declineReasons = ['outOfScope', 'duplicate', 'invalid', 'notReachable', 'other'] as const;

/** The complaint is not taken up; it stays on record. */
@Contract('intake')
export class ComplaintDeclined {
  @IsUUID() complaintId: string;
  @IsISO8601() declinedAt: string;
  @IsString() @MaxLength(80) declinedBy: string;
  @IsIn(declineReasons) reason: (typeof declineReasons)[number];
  @ValidateNested() @Type(() => SealedData) explanation: SealedData;
}

/** The complaint is handed to another body, which is named. */
@Contract('intake')
export class ComplaintTransferred {
  @IsUUID() complaintId: string;
  @IsISO8601() transferredAt: string;
  @IsString() @MaxLength(80) transferredBy: string;
  @IsString() @MaxLength(120) receiver: string;
  @ValidateNested() @Type(() => SealedData) explanation: SealedData;
}

/** The matter was settled with the complainant at once; no investigation follows. */
@Contract('intake')
export class ComplaintSettled {
  @IsUUID() complaintId: string;
  @IsISO8601() settledAt: string;
  @IsString() @MaxLength(80) settledBy: string;
  /** What was agreed, in words. */
  @ValidateNested() @Type(() => SealedData) settlement: SealedData;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => Measure)
  measures: Measure[];
  /** Whether it came after the acceptance promise. */
  @IsBoolean() late: boolean;
}

/** The complainant takes the complaint back; it stays on record. */
@Contract('intake')
export class ComplaintWithdrawn {
  @IsUUID() complaintId: string;
  @IsISO8601() withdrawnAt: string;
  /** `visitor` or `staff:<id>`. */
  @IsString() @MaxLength(80) withdrawnBy: string;
  @IsOptional() @ValidateNested() @Type(() => SealedData) reason?: SealedData;
}

/** How people spoke or wrote. */
export const communicationMedia = ['phone', 'inPerson', 'email', 'letter', 'message', 'web'] as const;
export type CommunicationMedium = (typeof communicationMedia)[number];

/** An exchange with the complainant: the communication log, whose first entry that reached them is the first contact. */
@Contract('intake')
export class CommunicationRecorded {
  @IsUUID() complaintId: string;
  /** `in` from the complainant, `out` to them. */
  @IsIn(['in', 'out']) direction: 'in' | 'out';
  @IsIn(communicationMedia) medium: CommunicationMedium;
  /** When it took place. */
  @IsISO8601() occurredAt: string;
  @IsISO8601() recordedAt: string;
  /** `visitor` or `staff:<id>`. */
  @IsString() @MaxLength(80) recordedBy: string;
  /** Whether the complainant was spoken to or has read it; false for a call nobody answered. */
  @IsBoolean() reached: boolean;
  /** Whether content and facts were confirmed at it. */
  @IsBoolean() confirmed: boolean;
  @ValidateNested() @Type(() => SealedData) content: SealedData;
}

/** The complainant is asked for what is missing. */
@Contract('intake')
export class ComplainantAsked {
  @IsUUID() complaintId: string;
  /** Counts the questions of a complaint from 1. */
  @IsInt() @Min(1) questionNo: number;
  @ValidateNested() @Type(() => SealedData) question: SealedData;
  @IsISO8601() askedAt: string;
  @IsString() @MaxLength(80) askedBy: string;
  /** Until when an answer is waited for. */
  @IsISO8601() answerBy: string;
  /** Whether the clocks stand until then. */
  @IsBoolean() pausing: boolean;
}

/** The complainant answered a question; the words are in the exchange recorded with it. */
@Contract('intake')
export class QuestionAnswered {
  @IsUUID() complaintId: string;
  @IsInt() @Min(1) questionNo: number;
  @IsISO8601() answeredAt: string;
  /** `visitor`, or the member of staff who heard it. */
  @IsString() @MaxLength(80) answeredBy: string;
  /** Whether it came after the time it was waited for. */
  @IsBoolean() late: boolean;
}

/** Category, level, severity, impact and priority, and what decided them. */
@Contract('intake')
export class ComplaintClassified {
  @IsUUID() complaintId: string;
  @IsISO8601() classifiedAt: string;
  @IsString() @MaxLength(60) category: string;
  @IsIn(levels) level: (typeof levels)[number];
  @IsInt() @Min(1) @Max(4) severity: number;
  @IsIn(impacts) impact: (typeof impacts)[number];
  @IsIn(priorities) priority: (typeof priorities)[number];
  @IsIn(['rule', 'person']) decidedBy: 'rule' | 'person';
  /** `system:intake` or `staff:<id>`. */
  @IsString() @MaxLength(80) classifiedBy: string;
  /** The plan's rule that set the level; absent when the plan's default did. */
  @IsOptional() @IsString() @MaxLength(40) ruleId?: string;
  @ValidateNested() @Type(() => LocalText) because: LocalText;
  /** Why a person overruled the plan's rules. */
  @IsOptional() @ValidateNested() @Type(() => SealedData) overrideReason?: SealedData;
  @ValidateNested() @Type(() => ComplaintFacts) facts: ComplaintFacts;
}

/** Words in the text would make the complaint severe: a person must look now (decisions.md 11). */
@Contract('intake')
export class SevereSuspected {
  @IsUUID() complaintId: string;
  @IsISO8601() suspectedAt: string;
  @IsString() @MaxLength(40) ruleId: string;
  /** The plan's words that were found; they come from the plan's list, so they are not personal. */
  @IsArray() @ArrayMaxSize(20) @IsString({ each: true }) @MaxLength(40, { each: true }) words: string[];
}

/** The person's key is destroyed: whatever it sealed is unreadable everywhere (invariant 19). */
@Contract('intake')
export class PersonErased {
  @IsUUID() personId: string;
  @IsISO8601() erasedAt: string;
  @IsString() @MaxLength(80) erasedBy: string;
}
