import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsISO8601, IsOptional, IsString, IsUUID, MaxLength, ValidateNested } from 'class-validator';
import { Contract } from '../contract';
import { locales, SealedData } from '../shared';

/** A suggestion or opinion came in; it is no complaint and has no clock. */
@Contract('intake')
export class SuggestionMade {
  @IsUUID() suggestionId: string;
  @IsISO8601() receivedAt: string;
  /** The author, whose key seals the personal fields. */
  @IsUUID() personId: string;
  /** Name and contact: `{ name?, phone?, email?, anonymous? }`. */
  @ValidateNested() @Type(() => SealedData) author: SealedData;
  @ValidateNested() @Type(() => SealedData) text: SealedData;
  @IsIn(locales) locale: (typeof locales)[number];
  /** Code of the place on the site, not free text. */
  @IsOptional() @IsString() @MaxLength(60) place?: string;
}

/** Somebody has read a suggestion, and it is adopted or not. */
@Contract('intake')
export class SuggestionReviewed {
  @IsUUID() suggestionId: string;
  @IsBoolean() adopted: boolean;
  @IsOptional() @ValidateNested() @Type(() => SealedData) note?: SealedData;
  @IsISO8601() reviewedAt: string;
  @IsString() @MaxLength(80) reviewedBy: string;
}
