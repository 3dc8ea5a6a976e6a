import { ApiProperty } from '@nestjs/swagger';
import { evidenceKinds, evidenceSources, viewPurposes } from '@redress/contracts';
import { CommandAnswerDto } from '@redress/platform';

const locations = ['removed', 'kept', 'notLookedFor'] as const;
const disclosures = ['readable', 'erased'] as const;

/** What became of a file that was sent. */
export class EvidenceAnswerDto extends CommandAnswerDto {
  /** @example "0197f0c2-5b1e-7c55-9d3e-2f6c1f0a9b11" */
  evidenceId: string;
  /** Its number among the evidence of the complaint. */
  @ApiProperty({ type: 'integer', minimum: 1 }) evidenceNo: number;
  /** Hash of the file as it is given out again, hex. */
  sha256: string;
}

/** A line of the custody log. */
export class EvidenceViewDto {
  @ApiProperty({ format: 'date-time' }) viewedAt: string;
  /** @example "staff:li.wei" */
  viewedBy: string;
  @ApiProperty({ enum: viewPurposes }) purpose: (typeof viewPurposes)[number];
}

/** That and why evidence does not count any more. */
export class EvidenceWithdrawnDto {
  @ApiProperty({ format: 'date-time' }) withdrawnAt: string;
  withdrawnBy: string;
  /** Null where the person was erased. */
  @ApiProperty({ type: 'string', nullable: true }) reason: string | null;
}

/** A piece of evidence. */
export class EvidenceItemDto {
  evidenceId: string;
  @ApiProperty({ type: 'integer', minimum: 1 }) evidenceNo: number;
  @ApiProperty({ enum: evidenceKinds }) kind: (typeof evidenceKinds)[number];
  @ApiProperty({ enum: evidenceSources }) source: (typeof evidenceSources)[number];
  /** Null where the person was erased. */
  @ApiProperty({ type: 'string', nullable: true }) name: string | null;
  @ApiProperty({ type: 'string', nullable: true, required: false }) description?: string | null;
  @ApiProperty({ format: 'date-time' }) collectedAt: string;
  /** A member of staff, or the visitor. */
  collectedBy: string;
  @ApiProperty({ format: 'date-time' }) addedAt: string;
  addedBy: string;
  /** Hash of the file as it is given out, hex. */
  sha256: string;
  /** Hash of the file as it was sent, where the place was taken out of it. */
  sentSha256?: string;
  @ApiProperty({ type: 'integer', minimum: 1 }) bytes: number;
  /** What the bytes say it is. */
  mediaType: string;
  /** What became of the place where a picture was taken. */
  @ApiProperty({ enum: locations }) location: (typeof locations)[number];
  /** Why the place was kept. */
  @ApiProperty({ type: 'string', nullable: true, required: false }) locationReason?: string | null;
  withdrawn?: EvidenceWithdrawnDto;
  /** How often it was given out. */
  @ApiProperty({ type: 'integer' }) views: number;
  /** The latest of them, oldest first, 100 at most. */
  custody: EvidenceViewDto[];
}

/** A page of the evidence of a complaint, in the order of its numbers. */
export class EvidenceListDto {
  items: EvidenceItemDto[];
  /** All evidence of the complaint. */
  @ApiProperty({ type: 'integer' }) total: number;
  /** The `after` of the next page, where there is one. */
  @ApiProperty({ type: 'integer', required: false }) next?: number;
  /** Whether what the complainant said could be opened. */
  @ApiProperty({ enum: disclosures }) personalData: (typeof disclosures)[number];
}
