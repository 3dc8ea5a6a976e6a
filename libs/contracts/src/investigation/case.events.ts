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
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Contract } from '../contract';
import { Measure, roles, SealedData } from '../shared';

export const actMethods = ['onSiteInspection', 'questioning', 'documentReview', 'phone', 'meeting'] as const;
export type ActMethod = (typeof actMethods)[number];

export const parties = ['complainant', 'respondent'] as const;
export type Party = (typeof parties)[number];

/** An accepted complaint has its case. */
@Contract('investigation')
export class CaseOpened {
  @IsUUID() complaintId: string;
  @IsISO8601() openedAt: string;
}

/** The case has a handler. */
@Contract('investigation')
export class CaseAssigned {
  @IsUUID() complaintId: string;
  @IsString() @MaxLength(80) handlerId: string;
  @IsISO8601() assignedAt: string;
  @IsString() @MaxLength(80) assignedBy: string;
}

@Contract('investigation')
export class InvestigationStarted {
  @IsUUID() complaintId: string;
  @IsISO8601() startedAt: string;
  @IsString() @MaxLength(80) startedBy: string;
}

/** Something was done to find out what happened. */
@Contract('investigation')
export class InvestigationActRecorded {
  @IsUUID() complaintId: string;
  @IsIn(actMethods) method: ActMethod;
  /** Whose account it was about, where it was one. */
  @IsOptional() @IsIn(parties) party?: Party;
  /** False where the account could not be had: the attempt counts. */
  @IsBoolean() obtained: boolean;
  @IsISO8601() actedAt: string;
  @IsISO8601() recordedAt: string;
  @IsString() @MaxLength(80) recordedBy: string;
  @ValidateNested() @Type(() => SealedData) findings: SealedData;
}

/** Somebody is complained against, and from now on does nothing in this case. */
@Contract('investigation')
export class RespondentNamed {
  @IsUUID() complaintId: string;
  @IsOptional() @IsString() @MaxLength(80) staffId?: string;
  /** Code of the department concerned. */
  @IsOptional() @IsString() @MaxLength(60) department?: string;
  /** Who it is, where that is no member of staff. */
  @IsOptional() @ValidateNested() @Type(() => SealedData) description?: SealedData;
  @IsISO8601() namedAt: string;
  @IsString() @MaxLength(80) namedBy: string;
}

/** A member of staff turned out not to be concerned. */
@Contract('investigation')
export class RespondentCleared {
  @IsUUID() complaintId: string;
  @IsString() @MaxLength(80) staffId: string;
  @IsISO8601() clearedAt: string;
  @IsString() @MaxLength(80) clearedBy: string;
  @ValidateNested() @Type(() => SealedData) reason: SealedData;
}

/** The investigation ended with a finding and a report. */
@Contract('investigation')
export class InvestigationCompleted {
  @IsUUID() complaintId: string;
  @IsISO8601() completedAt: string;
  @IsString() @MaxLength(80) completedBy: string;
  @IsBoolean() substantiated: boolean;
  /** Code of the root cause; there where the complaint is substantiated. */
  @IsOptional() @IsString() @MaxLength(60) rootCause?: string;
  @ValidateNested() @Type(() => SealedData) report: SealedData;
}

@Contract('investigation')
export class ResolutionPlanProposed {
  @IsUUID() complaintId: string;
  /** Counts the proposals of the case from 1. */
  @IsInt() @Min(1) proposalNo: number;
  @IsISO8601() proposedAt: string;
  @IsString() @MaxLength(80) proposedBy: string;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => Measure)
  measures: Measure[];
  @ValidateNested() @Type(() => SealedData) description: SealedData;
  /** The role whose approval the plan demands; absent when it demands none. */
  @IsOptional() @IsIn(roles) approverRole?: (typeof roles)[number];
}

@Contract('investigation')
export class ResolutionPlanApproved {
  @IsUUID() complaintId: string;
  @IsInt() @Min(1) proposalNo: number;
  @IsISO8601() approvedAt: string;
  @IsString() @MaxLength(80) approvedBy: string;
}

@Contract('investigation')
export class ResolutionPlanRejected {
  @IsUUID() complaintId: string;
  @IsInt() @Min(1) proposalNo: number;
  @IsISO8601() rejectedAt: string;
  @IsString() @MaxLength(80) rejectedBy: string;
  @ValidateNested() @Type(() => SealedData) reason: SealedData;
}

/** On approval, or at once where the plan demands none: the feedback clock starts (decisions.md 9). */
@Contract('investigation')
export class ResolutionPlanAdopted {
  @IsUUID() complaintId: string;
  @IsInt() @Min(1) proposalNo: number;
  @IsISO8601() adoptedAt: string;
}

/** A measure of the adopted plan is done; measures count from 1 in the order of the plan. */
@Contract('investigation')
export class MeasureCompleted {
  @IsUUID() complaintId: string;
  @IsInt() @Min(1) measureNo: number;
  @IsISO8601() completedAt: string;
  @IsString() @MaxLength(80) completedBy: string;
  @ValidateNested() @Type(() => SealedData) note: SealedData;
}

/** The result was told to the complainant. */
@Contract('investigation')
export class FeedbackGiven {
  @IsUUID() complaintId: string;
  @IsISO8601() givenAt: string;
  @IsString() @MaxLength(80) givenBy: string;
  @ValidateNested() @Type(() => SealedData) feedback: SealedData;
}

/** Whether the measures worked. */
@Contract('investigation')
export class OutcomeEvaluated {
  @IsUUID() complaintId: string;
  @IsISO8601() evaluatedAt: string;
  @IsString() @MaxLength(80) evaluatedBy: string;
  @IsBoolean() effective: boolean;
}

@Contract('investigation')
export class CaseClosed {
  @IsUUID() complaintId: string;
  @IsISO8601() closedAt: string;
  @IsString() @MaxLength(80) closedBy: string;
}

/** The complaint was withdrawn: nothing more is done about it. */
@Contract('investigation')
export class CaseWithdrawn {
  @IsUUID() complaintId: string;
  @IsISO8601() withdrawnAt: string;
}
