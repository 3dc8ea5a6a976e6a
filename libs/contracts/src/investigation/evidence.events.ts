import { IsIn, IsInt, IsISO8601, IsString, IsUUID, Matches, MaxLength, Min } from 'class-validator';
import { Contract } from '../contract';

/** What a piece of evidence is. */
export const evidenceKinds = [
  'document',
  'photo',
  'video',
  'audio',
  'receipt',
  'testResult',
  'note',
  'object',
] as const;

/** Whom or what it comes from. */
export const evidenceSources = ['complainant', 'respondent', 'site', 'thirdParty'] as const;

/** Why somebody looks at evidence. */
export const viewPurposes = ['handling', 'approval', 'supervision', 'forComplainant', 'forAuthority'] as const;

/** Evidence is on record. Its name and its words are no part of the message, its bytes neither. */
@Contract('investigation')
export class EvidenceAdded {
  @IsUUID() complaintId: string;
  @IsUUID() evidenceId: string;
  /** Counts the evidence of the complaint from 1. */
  @IsInt() @Min(1) evidenceNo: number;
  @IsIn(evidenceKinds) kind: (typeof evidenceKinds)[number];
  @IsIn(evidenceSources) source: (typeof evidenceSources)[number];
  @IsISO8601() collectedAt: string;
  @IsString() @MaxLength(80) collectedBy: string;
  @IsISO8601() addedAt: string;
  /** `visitor` where the complainant sent it. */
  @IsString() @MaxLength(80) addedBy: string;
  /** Of the bytes that are kept, hex. */
  @Matches(/^[0-9a-f]{64}$/) sha256: string;
  @IsInt() @Min(1) bytes: number;
  @IsString() @MaxLength(120) mediaType: string;
}

/** Somebody was given the bytes of evidence. */
@Contract('investigation')
export class EvidenceViewed {
  @IsUUID() complaintId: string;
  @IsUUID() evidenceId: string;
  @IsISO8601() viewedAt: string;
  @IsString() @MaxLength(80) viewedBy: string;
  @IsIn(viewPurposes) purpose: (typeof viewPurposes)[number];
}

/** Evidence was added by mistake and does not count any more. */
@Contract('investigation')
export class EvidenceWithdrawn {
  @IsUUID() complaintId: string;
  @IsUUID() evidenceId: string;
  @IsISO8601() withdrawnAt: string;
  @IsString() @MaxLength(80) withdrawnBy: string;
}
