import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsOptional } from 'class-validator';
import { disclosures, type Disclosure } from '../queries/personal-data';
import { Flag, PageQueryDto } from './read-query.dto';

/** Which suggestions. */
export class SuggestionQueryDto extends PageQueryDto {
  /** Whether somebody has said what comes of it. */
  @IsOptional() @Flag() @IsBoolean() reviewed?: boolean;
}

/** A suggestion; text, author and note are null where they cannot be opened. */
export class SuggestionItemDto {
  suggestionId: string;
  siteId: string;
  receivedAt: string;
  place?: string;
  @ApiProperty({ type: String, nullable: true }) text: string | null;
  /** Name and contact. */
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true }) author: object | null;
  reviewed: boolean;
  adopted?: boolean;
  @ApiProperty({ type: String, nullable: true, required: false }) note?: string | null;
  reviewedAt?: string;
  reviewedBy?: string;
  /** Whether the personal data above could be opened; `hidden` where the reader's role may not see it. */
  @ApiProperty({ enum: disclosures }) personalData: Disclosure;
}

/** A page of suggestions, latest first. */
export class SuggestionPageDto {
  items: SuggestionItemDto[];
  /** Give it as `cursor` to read on; absent on the last page. */
  next?: string;
}
