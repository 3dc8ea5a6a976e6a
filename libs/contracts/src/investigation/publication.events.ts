import { Type } from 'class-transformer';
import {
  IsBoolean,
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
import { SealedData } from '../shared';

/** Everybody may read how a complaint was handled; no word of it tells who complained. */
@Contract('investigation')
export class ResultPublished {
  @IsUUID() complaintId: string;
  /** Counts the publications about a complaint from 1; the last one is shown. */
  @IsInt() @Min(1) publicationNo: number;
  @IsString() @MaxLength(120) title: string;
  @IsString() @MaxLength(5_000) text: string;
  @IsBoolean() substantiated: boolean;
  @IsOptional() @IsString() @MaxLength(60) category?: string;
  @IsISO8601() publishedAt: string;
  @IsString() @MaxLength(80) publishedBy: string;
}

/** What was published is not shown any more. */
@Contract('investigation')
export class PublicationWithdrawn {
  @IsUUID() complaintId: string;
  @IsInt() @Min(1) publicationNo: number;
  @IsISO8601() withdrawnAt: string;
  @IsString() @MaxLength(80) withdrawnBy: string;
  @ValidateNested() @Type(() => SealedData) reason: SealedData;
}
