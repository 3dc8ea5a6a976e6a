import { ApiProperty } from '@nestjs/swagger';
import {
  channels,
  levels,
  priorities,
  type ComplaintLevel,
  type IntakeChannel,
  type Priority,
} from '@redress/contracts';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
} from 'class-validator';
import { offerStates, type OfferState } from '../projections/compensation-section';
import { stages, statuses, type Stage, type Status } from '../projections/stage';
import { sorts, type Sort } from '../queries/complaint-filter';
import { Flag, ListOf, PageLimit, ReadQueryDto } from './read-query.dto';

/** Names a complaint in the path. */
export class ComplaintIdDto {
  @IsUUID() id: string;
}

/** Which complaints. Fields may be repeated: any of the values holds. */
export class ComplaintFilterDto extends ReadQueryDto {
  @ApiProperty({ enum: statuses, isArray: true, required: false })
  @IsOptional()
  @ListOf()
  @IsArray()
  @ArrayMaxSize(10)
  @IsIn(statuses, { each: true })
  status?: Status[];
  @ApiProperty({ enum: stages, isArray: true, required: false })
  @IsOptional()
  @ListOf()
  @IsArray()
  @ArrayMaxSize(10)
  @IsIn(stages, { each: true })
  stage?: Stage[];
  @ApiProperty({ enum: levels, isArray: true, required: false })
  @IsOptional()
  @ListOf()
  @IsArray()
  @ArrayMaxSize(10)
  @IsIn(levels, { each: true })
  level?: ComplaintLevel[];
  @ApiProperty({ enum: priorities, isArray: true, required: false })
  @IsOptional()
  @ListOf()
  @IsArray()
  @ArrayMaxSize(10)
  @IsIn(priorities, { each: true })
  priority?: Priority[];
  @ApiProperty({ enum: channels, isArray: true, required: false })
  @IsOptional()
  @ListOf()
  @IsArray()
  @ArrayMaxSize(10)
  @IsIn(channels, { each: true })
  channel?: IntakeChannel[];
  /** How an offer of compensation stands. */
  @ApiProperty({ enum: offerStates, isArray: true, required: false })
  @IsOptional()
  @ListOf()
  @IsArray()
  @ArrayMaxSize(10)
  @IsIn(offerStates, { each: true })
  compensation?: OfferState[];
  /** Categories of the plan. */
  @ApiProperty({ type: [String], required: false })
  @IsOptional()
  @ListOf()
  @IsArray()
  @ArrayMaxSize(20)
  @Matches(/^[\w-]{1,60}$/, { each: true })
  category?: string[];
  /** Staff ids; `none` for complaints that nobody handles. */
  @ApiProperty({ type: [String], required: false })
  @IsOptional()
  @ListOf()
  @IsArray()
  @ArrayMaxSize(20)
  @Matches(/^[\w.-]{1,80}$/, { each: true })
  handler?: string[];
  /** Whether something still has to be done. */
  @IsOptional() @Flag() @IsBoolean() open?: boolean;
  /** Whether a deadline has passed unmet. */
  @IsOptional() @Flag() @IsBoolean() overdue?: boolean;
  /** Whether staff have reached the complainant. */
  @IsOptional() @Flag() @IsBoolean() contacted?: boolean;
  /** Whether it was brought as a petition matter. */
  @IsOptional() @Flag() @IsBoolean() petition?: boolean;
  /** Whether it was taken up again after a result. */
  @IsOptional() @Flag() @IsBoolean() reopened?: boolean;
  /**
   * The number another body gave it.
   * @example "GD20261001-00123"
   */
  @IsOptional() @IsString() @MaxLength(80) outsideNumber?: string;
  /** Received at this time or later. */
  @IsOptional() @IsISO8601({ strict: true }) @MaxLength(40) receivedFrom?: string;
  /** Received before this time. */
  @IsOptional() @IsISO8601({ strict: true }) @MaxLength(40) receivedBefore?: string;
  /**
   * Words that must all stand in the complainant's text, Chinese or other; or the beginning of a complaint number.
   * @example "食物中毒"
   */
  @IsOptional() @IsString() @MaxLength(200) q?: string;
}

/** Which complaints, in which order, and which part of the list. */
export class ComplaintQueryDto extends ComplaintFilterDto {
  /** Most items of the page. */
  @PageLimit() limit: number = 50;
  /** `next` of the page before, unchanged. */
  @IsOptional() @IsString() @MaxLength(1000) cursor?: string;
  /** `priority` puts the most urgent first: by priority, then by the time that is left. */
  @ApiProperty({ enum: sorts, required: false, default: 'priority' })
  @IsOptional()
  @IsIn(sorts)
  sort: Sort = 'priority';
}
