import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Contract } from '../contract';
import { deadlineKinds, reopenedStages, roles, type ReopenedStage } from '../shared';

/** Why a deadline is when it is: enough for a clerk to explain it and for anybody to compute it again. */
export class DeadlineExplanation {
  /** The plan's rule: `deadlines.acceptance`, or the override that applied. */
  @IsString() @MaxLength(120) rule: string;
  /** As the plan writes it: `PT24H`, `3 workingDays`. */
  @IsString() @MaxLength(40) within: string;
  /** Where the count starts. */
  @IsISO8601() from: string;
  @IsString() @MaxLength(60) calendarRef: string;
  /** Days between that did not count, YYYY-MM-DD. */
  @IsArray() @ArrayMaxSize(400) @Matches(/^\d{4}-\d{2}-\d{2}$/, { each: true }) skippedDays: string[];
  /** It runs into a year whose calendar is not published yet. */
  @IsBoolean() provisional: boolean;
  /** Milliseconds the clock stood still so far. */
  @IsInt() @Min(0) pausedMs: number;
}

/** The complaint is being watched. */
@Contract('escalation')
export class WatchOpened {
  @IsUUID() complaintId: string;
  @IsISO8601() openedAt: string;
  @Matches(/^[\w-]+@\d+$/) planRef: string;
}

@Contract('escalation')
export class DeadlineStarted {
  @IsUUID() complaintId: string;
  @IsIn(deadlineKinds) deadline: (typeof deadlineKinds)[number];
  /** Rises when the same deadline is set anew. */
  @IsInt() @Min(1) revision: number;
  @IsISO8601() startedAt: string;
  @IsISO8601() dueAt: string;
  @ValidateNested() @Type(() => DeadlineExplanation) explanation: DeadlineExplanation;
}

@Contract('escalation')
export class DeadlineMet {
  @IsUUID() complaintId: string;
  @IsIn(deadlineKinds) deadline: (typeof deadlineKinds)[number];
  @IsISO8601() metAt: string;
  @IsBoolean() late: boolean;
}

/** A deadline passed unmet. */
@Contract('escalation')
export class DeadlineBreached {
  @IsUUID() complaintId: string;
  @IsIn(deadlineKinds) deadline: (typeof deadlineKinds)[number];
  @IsISO8601() dueAt: string;
  @IsISO8601() noticedAt: string;
  /** How late it was noticed, milliseconds (invariant 13). */
  @IsInt() @Min(0) noticedLateMs: number;
}

/** A deadline no longer applies: the complaint was declined, transferred, settled on the spot, withdrawn or merged, or its case closed or reopened. */
@Contract('escalation')
export class DeadlineCancelled {
  @IsUUID() complaintId: string;
  @IsIn(deadlineKinds) deadline: (typeof deadlineKinds)[number];
  @IsISO8601() cancelledAt: string;
  @IsString() @MaxLength(60) cause: string;
}

/** The stage clock stands still, for a reason the plan lists. */
@Contract('escalation')
export class DeadlinePaused {
  @IsUUID() complaintId: string;
  @IsIn(deadlineKinds) deadline: (typeof deadlineKinds)[number];
  @IsISO8601() pausedAt: string;
  @IsString() @MaxLength(80) pausedBy: string;
  @IsString() @MaxLength(60) reason: string;
  /** When it runs on by itself, if nothing is heard before. */
  @IsOptional() @IsISO8601() resumeAt?: string;
  /** The question to the complainant whose answer it waits for. */
  @IsOptional() @IsInt() @Min(1) questionNo?: number;
}

/** The stage clock runs on, later by the time it stood. */
@Contract('escalation')
export class DeadlineResumed {
  @IsUUID() complaintId: string;
  @IsIn(deadlineKinds) deadline: (typeof deadlineKinds)[number];
  @IsInt() @Min(1) revision: number;
  @IsISO8601() resumedAt: string;
  @IsString() @MaxLength(80) resumedBy: string;
  @IsISO8601() dueAt: string;
  @ValidateNested() @Type(() => DeadlineExplanation) explanation: DeadlineExplanation;
}

export const escalationCauses = [
  'step',
  'notAcknowledged',
  'nobodyOnDuty',
  'deliveryGivenUp',
  'repeat',
  'severe',
] as const;

/** A step of the ladder fired: these roles are told now. */
@Contract('escalation')
export class EscalationRaised {
  @IsUUID() complaintId: string;
  /** `<complaintId>-<ladder run>-<n>`: starts with the complaintId. */
  @Matches(/^[0-9a-f-]{36}-[\w.-]{1,60}$/) escalationId: string;
  /** The deadline it belongs to; absent on the severe ladder. */
  @IsOptional() @IsIn(deadlineKinds) deadline?: (typeof deadlineKinds)[number];
  @IsString() @MaxLength(40) ladder: string;
  /** Index of the step on its ladder, from 0. */
  @IsInt() @Min(0) step: number;
  @IsArray() @ArrayMaxSize(10) @IsIn(roles, { each: true }) tell: (typeof roles)[number][];
  @IsIn(escalationCauses) cause: (typeof escalationCauses)[number];
  @IsISO8601() raisedAt: string;
  /** Where the plan wants an answer, by when. */
  @IsOptional() @IsISO8601() acknowledgeBy?: string;
  /** The deadline's due time, where there is one. */
  @IsOptional() @IsISO8601() dueAt?: string;
  /** How much later than planned it fired, milliseconds. */
  @IsInt() @Min(0) lateMs: number;
  /** Staff to tell by name besides the roles: the handler of the case. */
  @IsOptional() @IsString() @MaxLength(80) handlerId?: string;
}

@Contract('escalation')
export class EscalationAcknowledged {
  @IsUUID() complaintId: string;
  @IsString() @MaxLength(120) escalationId: string;
  @IsISO8601() acknowledgedAt: string;
  @IsString() @MaxLength(80) acknowledgedBy: string;
}

/** Nobody took it: it went one step up. */
@Contract('escalation')
export class EscalationHandedUp {
  @IsUUID() complaintId: string;
  @IsString() @MaxLength(120) escalationId: string;
  @IsISO8601() handedUpAt: string;
  @IsIn(escalationCauses) cause: (typeof escalationCauses)[number];
}

/** Nothing is waited for any more. */
@Contract('escalation')
export class WatchClosed {
  @IsUUID() complaintId: string;
  @IsISO8601() closedAt: string;
}

/** The case was taken up again: its stages from this one on are watched anew. */
@Contract('escalation')
export class WatchReopened {
  @IsUUID() complaintId: string;
  /** The round of handling that begins. */
  @IsInt() @Min(2) round: number;
  @IsIn(reopenedStages) stage: ReopenedStage;
  @IsISO8601() reopenedAt: string;
}

/** The complaint was merged into another and stands on its own again: what was cancelled by that is watched anew. */
@Contract('escalation')
export class WatchResumed {
  @IsUUID() complaintId: string;
  @IsISO8601() resumedAt: string;
}
