import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsISO8601, IsOptional, Matches, Max, MaxLength, Min } from 'class-validator';
import { groupings, type Grouping } from '../queries/statistics-row';

const counts = { type: 'object', additionalProperties: { type: 'integer' } } as const;

/** Which complaints are counted. */
export class PeriodQueryDto {
  /**
   * Received at this time or later.
   * @example "2026-10-01T00:00:00+08:00"
   */
  @IsISO8601({ strict: true }) @MaxLength(40) from: string;
  /**
   * Received before this time, at most 366 days later.
   * @example "2026-11-01T00:00:00+08:00"
   */
  @IsISO8601({ strict: true }) @MaxLength(40) before: string;
}

/** Which complaints are counted, and by what. */
export class StatisticsQueryDto extends PeriodQueryDto {
  /** What the groups are made by; without it there are none. */
  @ApiProperty({ enum: groupings, required: false }) @IsOptional() @IsIn(groupings) by?: Grouping;
}

/** How a stage went. Hours are without the time the clock was paused. */
export class StageFiguresDto {
  /** Reached, in time or late. */
  @ApiProperty({ type: 'integer' }) met: number;
  /** Passed unmet, whether met later or not. */
  @ApiProperty({ type: 'integer' }) breached: number;
  /** Share of what was met or breached that was in time, 0 to 1. */
  onTimeRate?: number;
  medianHours?: number;
  p90Hours?: number;
}

/** The stages of the plan. */
export class StagesDto {
  acceptance: StageFiguresDto;
  investigation: StageFiguresDto;
  resolutionPlan: StageFiguresDto;
  feedback: StageFiguresDto;
  outcomeEvaluation: StageFiguresDto;
}

/** How many compensations, and what they come to. */
export class CountAndYuanDto {
  @ApiProperty({ type: 'integer' }) count: number;
  @ApiProperty({ type: 'integer' }) yuan: number;
}

/** The ledger of compensations in figures. */
export class CompensationFiguresDto {
  offered: CountAndYuanDto;
  /** Whether issued by now or not. */
  accepted: CountAndYuanDto;
  refused: CountAndYuanDto;
  /** What has reached complainants: issued, given without an offer, or given on the spot. */
  issued: CountAndYuanDto;
}

/** What a set of complaints amounts to. */
export class FiguresDto {
  @ApiProperty({ type: 'integer' }) complaints: number;
  @ApiProperty({ type: 'integer' }) open: number;
  /** @example { "accepted": 7, "closed": 31 } */
  @ApiProperty(counts) byStatus: Record<string, number>;
  @ApiProperty({ type: 'integer' }) substantiated: number;
  @ApiProperty({ type: 'integer' }) unsubstantiated: number;
  @ApiProperty({ type: 'integer' }) escalations: number;
  /** Taken up again after a result, each counted once. */
  @ApiProperty({ type: 'integer' }) reopened: number;
  /** By the complainant's latest answer to a result; the rest have not answered. */
  @ApiProperty({ type: 'integer' }) satisfied: number;
  @ApiProperty({ type: 'integer' }) notSatisfied: number;
  /** What adopted plans and settlements on the spot give, yuan; without what was refused. */
  compensationYuan: number;
  compensations: CompensationFiguresDto;
  stages: StagesDto;
}

/** The figures of one group. */
export class GroupFiguresDto extends FiguresDto {
  /**
   * The value the group has in common; `none` for complaints that have none.
   * @example "food"
   */
  key: string;
}

/** The figures of a period, whole and group by group. */
export class StatisticsDto {
  from: string;
  before: string;
  total: FiguresDto;
  /** The largest first, at most 200. */
  groups: GroupFiguresDto[];
  /** Groups that are not shown. */
  @ApiProperty({ type: 'integer' }) moreGroups: number;
}

/** How a report is written. */
export const reportFormats = ['xlsx', 'pdf'] as const;

/** Which month, and how it is written. */
export class MonthlyReportQueryDto {
  /**
   * A month of China's legal time.
   * @example "2026-10"
   */
  @Matches(/^20\d{2}-(0[1-9]|1[0-2])$/) month: string;
  @ApiProperty({ enum: reportFormats, required: false, default: 'xlsx' })
  @IsOptional()
  @IsIn(reportFormats)
  format: (typeof reportFormats)[number] = 'xlsx';
}

/** From how many complaints on something recurs. */
export class RecurringQueryDto extends PeriodQueryDto {
  @IsOptional() @Type(() => Number) @IsInt() @Min(2) @Max(10_000) minimum: number = 3;
}

/** A category with a place or a cause that is complained of again and again. */
export class RecurringItemDto {
  category?: string;
  place?: string;
  rootCause?: string;
  @ApiProperty({ type: 'integer' }) complaints: number;
  /** In the period of the same length before. */
  @ApiProperty({ type: 'integer' }) complaintsBefore: number;
}

/** What recurs in a period. */
export class RecurringDto {
  from: string;
  before: string;
  /** The most frequent first, at most 100. */
  items: RecurringItemDto[];
  /** Patterns that are not shown. */
  @ApiProperty({ type: 'integer' }) more: number;
}
