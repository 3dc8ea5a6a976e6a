import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional, MaxLength } from 'class-validator';
import { groupings, type Grouping } from '../queries/statistics';

const counts = { type: 'object', additionalProperties: { type: 'integer' } } as const;

/** Which complaints are counted, and by what. */
export class StatisticsQueryDto {
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

/** What a set of complaints amounts to. */
export class FiguresDto {
  @ApiProperty({ type: 'integer' }) complaints: number;
  @ApiProperty({ type: 'integer' }) open: number;
  /** @example { "accepted": 7, "closed": 31 } */
  @ApiProperty(counts) byStatus: Record<string, number>;
  @ApiProperty({ type: 'integer' }) substantiated: number;
  @ApiProperty({ type: 'integer' }) unsubstantiated: number;
  @ApiProperty({ type: 'integer' }) escalations: number;
  /** What adopted plans and settlements on the spot give, yuan. */
  compensationYuan: number;
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
