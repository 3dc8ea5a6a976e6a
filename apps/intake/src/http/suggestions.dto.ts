import { ApiProperty } from '@nestjs/swagger';
import { LocalText, locales, type Locale } from '@redress/contracts';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { ContactDto } from './registration.dto';

/** Names a suggestion in the path. */
export class SuggestionIdDto {
  @IsUUID() id: string;
}

/** What somebody suggests. */
export class MakeSuggestionDto {
  /**
   * The suggestion, in the author's own words.
   * @example "建议在北门增设饮水点。"
   */
  @IsString() @Matches(/\S/) @MaxLength(5_000) text: string;
  /**
   * Code of the place on the site.
   * @example "north-gate"
   */
  @IsOptional() @Matches(/^[\w-]{1,60}$/) place?: string;
  @IsOptional() @IsObject() @ValidateNested() @Type(() => ContactDto) contact?: ContactDto;
  /** Language of the answers; Chinese when it is not said. */
  @ApiProperty({ enum: locales, required: false, default: 'zh-CN' })
  @IsOptional()
  @IsIn(locales)
  locale?: Locale;
}

/** What the author gets. */
export class SuggestionAnswerDto {
  /** @example "0197f0c2-5b1e-7c55-9d3e-2f6c1f0a9b11" */
  suggestionId: string;
  /** What happens next. */
  next: LocalText;
  /**
   * Read your writes: pass it as `atLeast` to a query.
   * @example "suggestion-0197f0c2-5b1e-7c55-9d3e-2f6c1f0a9b11@1"
   */
  version: string;
}

/** What comes of a suggestion. */
export class ReviewSuggestionDto {
  /** Whether it is taken up. */
  @IsBoolean() adopted: boolean;
  /**
   * A word about it.
   * @example "纳入下季度设施改进计划。"
   */
  @IsOptional() @IsString() @Matches(/\S/) @MaxLength(2_000) note?: string;
}
