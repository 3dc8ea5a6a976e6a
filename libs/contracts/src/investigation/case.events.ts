import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { Contract } from '../contract';
import { SealedData } from '../shared';

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

/** Somebody who works on a case beside its handler. */
export class TeamMember {
  @IsString() @MaxLength(80) staffId: string;
  /** Code of the department. */
  @IsOptional() @IsString() @MaxLength(60) department?: string;
}

/** Who works on the case beside its handler, from now on. */
@Contract('investigation')
export class CaseTeamSet {
  @IsUUID() complaintId: string;
  @IsArray() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => TeamMember) members: TeamMember[];
  @IsISO8601() setAt: string;
  @IsString() @MaxLength(80) setBy: string;
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

/** What is done about a case besides investigating and resolving it. */
export const proceedingKinds = [
  'evidenceAnalysis',
  'protection',
  'negotiation',
  'supplierClaim',
  'mediation',
  'arbitration',
] as const;

/** How a proceeding can stand or come out; each kind has its own of them. */
export const proceedingOutcomes = [
  'confirmed',
  'doubtful',
  'refuted',
  'granted',
  'completed',
  'offered',
  'accepted',
  'refused',
  'raised',
  'met',
  'invited',
  'agreed',
  'failed',
  'referred',
  'decided',
  'dropped',
] as const;

/** A step of a proceeding is on record. */
@Contract('investigation')
export class ProceedingRecorded {
  @IsUUID() complaintId: string;
  @IsIn(proceedingKinds) kind: (typeof proceedingKinds)[number];
  @IsIn(proceedingOutcomes) outcome: (typeof proceedingOutcomes)[number];
  /** The body it is before, or the supplier it is about. */
  @IsOptional() @IsString() @MaxLength(120) body?: string;
  @IsISO8601() occurredAt: string;
  @IsISO8601() recordedAt: string;
  @IsString() @MaxLength(80) recordedBy: string;
  @ValidateNested() @Type(() => SealedData) words: SealedData;
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

/** The complaint was merged into another, which is handled for both. */
@Contract('investigation')
export class CaseMerged {
  @IsUUID() complaintId: string;
  @IsISO8601() mergedAt: string;
}

/** The complaint stands on its own again: its case goes on from where it stood. */
@Contract('investigation')
export class CaseResumed {
  @IsUUID() complaintId: string;
  @IsISO8601() resumedAt: string;
}

/** The complaint was withdrawn: nothing more is done about it. */
@Contract('investigation')
export class CaseWithdrawn {
  @IsUUID() complaintId: string;
  @IsISO8601() withdrawnAt: string;
}
