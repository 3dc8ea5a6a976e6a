import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsISO8601, IsOptional, IsString, IsUUID, MaxLength, ValidateNested } from 'class-validator';
import { Contract } from '../contract';
import { SealedData } from '../shared';

/** How a complaint stands to another on the same matter: beside it, or answered by it. */
export const relations = ['linked', 'merged'] as const;
export type Relation = (typeof relations)[number];

/** Why a merged complaint stands on its own again. */
export const unmergeCauses = [
  'ordered',
  'withdrawn',
  'leadingWithdrawn',
  'leadingSettled',
  'leadingUnavailable',
] as const;
export type UnmergeCause = (typeof unmergeCauses)[number];

/** The complaint concerns the same matter as another, which leads; both are handled. */
@Contract('intake')
export class ComplaintLinked {
  @IsUUID() complaintId: string;
  @IsUUID() leadingId: string;
  @IsString() @MaxLength(40) leadingNo: string;
  @IsISO8601() linkedAt: string;
  @IsString() @MaxLength(80) linkedBy: string;
  /** What shows it, in words. */
  @IsOptional() @ValidateNested() @Type(() => SealedData) note?: SealedData;
}

/** It turned out to be another matter. */
@Contract('intake')
export class ComplaintUnlinked {
  @IsUUID() complaintId: string;
  @IsUUID() leadingId: string;
  @IsISO8601() unlinkedAt: string;
  @IsString() @MaxLength(80) unlinkedBy: string;
  @ValidateNested() @Type(() => SealedData) reason: SealedData;
}

/** The complaint is a duplicate: the leading one is handled and answers both. It stays on record. */
@Contract('intake')
export class ComplaintMerged {
  @IsUUID() complaintId: string;
  @IsUUID() leadingId: string;
  @IsString() @MaxLength(40) leadingNo: string;
  /** Name and contact of who complains in the leading one, under that person's key: to be kept out of what this complainant reads. */
  @ValidateNested() @Type(() => SealedData) leadingComplainant: SealedData;
  @IsISO8601() mergedAt: string;
  @IsString() @MaxLength(80) mergedBy: string;
  @ValidateNested() @Type(() => SealedData) reason: SealedData;
}

/** The complaint is handled on its own again, from where it stood. */
@Contract('intake')
export class ComplaintUnmerged {
  @IsUUID() complaintId: string;
  @IsUUID() leadingId: string;
  @IsISO8601() unmergedAt: string;
  /** `staff:<id>`, `visitor` or `system:intake`. */
  @IsString() @MaxLength(80) unmergedBy: string;
  @IsIn(unmergeCauses) cause: UnmergeCause;
  @IsOptional() @ValidateNested() @Type(() => SealedData) reason?: SealedData;
}

/** Another complaint follows this one, or no longer does. */
@Contract('intake')
export class FollowerNoted {
  @IsUUID() complaintId: string;
  @IsUUID() followerId: string;
  @IsString() @MaxLength(40) followerNo: string;
  @IsIn(relations) relation: Relation;
  @IsBoolean() holds: boolean;
  @IsISO8601() notedAt: string;
}
