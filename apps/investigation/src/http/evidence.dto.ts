import { ApiProperty } from '@nestjs/swagger';
import { evidenceKinds, evidenceSources, viewPurposes } from '@redress/contracts';
import { Type } from 'class-transformer';
import {
  IsBase64,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsRFC3339,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { largestFileBody } from './file-bodies';

const content = {
  format: 'byte',
  maxLength: largestFileBody,
  description: 'The file in base64, 10 MiB at most',
  example: 'JVBERi0xLjcKc2FtcGxlCiUlRU9GCg==',
} as const;

/** A file that whoever complained sends: a photograph, a receipt, whatever shows what happened. */
export class SendMaterialsDto {
  @ApiProperty({ enum: evidenceKinds }) @IsIn(evidenceKinds) kind: (typeof evidenceKinds)[number];
  /**
   * Name of the file.
   * @example "购票凭证.pdf"
   */
  @IsString() @Matches(/\S/) @MaxLength(200) name: string;
  /**
   * What it shows.
   * @example "购票时的电子凭证，显示票价 120 元。"
   */
  @IsOptional() @IsString() @Matches(/\S/) @MaxLength(2_000) description?: string;
  /**
   * When it was taken or received, with a time zone; now, when it is not said. Not in the future.
   * @example "2026-03-01T15:20:00+08:00"
   */
  @IsOptional() @IsRFC3339() @IsISO8601({ strict: true }) @MaxLength(40) collectedAt?: string;
  /**
   * What the file is; it must be what its bytes say.
   * @example "application/pdf"
   */
  @IsString() @Matches(/^[\w.+-]+\/[\w.+-]+$/) @MaxLength(120) mediaType: string;
  @ApiProperty(content) @IsString() @IsBase64() @MaxLength(largestFileBody) content: string;
  /**
   * Hash of the file in hex, by which one that was cut on its way is noticed.
   * @example "f7178b1cb3a0aad922a01ce7a1dec5be17c23afa4ec3ab027d28d61b00834c9f"
   */
  @IsOptional() @Matches(/^[0-9a-f]{64}$/) sha256?: string;
}

/** A file that staff put on record. */
export class AddEvidenceDto extends SendMaterialsDto {
  @ApiProperty({ enum: evidenceSources }) @IsIn(evidenceSources) source: (typeof evidenceSources)[number];
  /**
   * Staff id of whoever collected it; who adds it, when nobody is named.
   * @example "wang.fang"
   */
  @IsOptional() @Matches(/^[\w.@-]{1,73}$/) collectedBy?: string;
  /**
   * Why the place where a picture was taken stays in it. Without a reason it is taken out.
   * @example "拍摄位置用于核实护栏缺口所在。"
   */
  @IsOptional() @IsString() @Matches(/\S/) @MaxLength(500) keepLocationBecause?: string;
}

/** Names a piece of evidence in the path. */
export class EvidenceIdDto {
  @IsUUID() id: string;
  @IsUUID() evidenceId: string;
}

/** Which pieces of evidence are listed. */
export class EvidenceQuery {
  @Type(() => Number) @IsInt() @Min(1) @Max(50) limit: number = 20;
  /** The number after which the page begins: the `next` of the page before. */
  @Type(() => Number) @IsInt() @Min(0) @Max(10_000) after: number = 0;
}

/** Why the bytes are asked for; it is part of the custody log. */
export class ViewEvidenceQuery {
  @ApiProperty({ enum: viewPurposes }) @IsIn(viewPurposes) purpose: (typeof viewPurposes)[number];
}

/** Evidence that was added by mistake. */
export class WithdrawEvidenceDto {
  /**
   * Number of the evidence.
   * @example 1
   */
  @IsInt() @Min(1) @Max(10_000) evidenceNo: number;
  /**
   * Why it does not count.
   * @example "误传了另一投诉的凭证。"
   */
  @IsString() @Matches(/\S/) @MaxLength(2_000) reason: string;
}
