import { ApiProperty } from '@nestjs/swagger';
import {
  deadlineKinds,
  levels,
  priorities,
  roles,
  type ComplaintLevel,
  type DeadlineKind,
  type Priority,
  type Role,
} from '@redress/contracts';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { ChapterDto, PlanTextDto } from './complaint-process.dto';

/** What is known of the complaint. */
export class GuidanceQueryDto {
  /** @example "food" */
  @IsOptional() @Matches(/^[\w-]{1,60}$/) category?: string;
  @ApiProperty({ enum: levels, required: false }) @IsOptional() @IsIn(levels) level?: ComplaintLevel;
  @ApiProperty({ enum: priorities, required: false }) @IsOptional() @IsIn(priorities) priority?: Priority;
}

/** What marks a category or a level, and how it is handled. */
export class HandlingGuideDto {
  id: string;
  name: PlanTextDto;
  characteristics?: PlanTextDto;
  handling?: PlanTextDto;
}

/** How long a stage takes at most. */
export class GuidanceLimitDto {
  @ApiProperty({ enum: deadlineKinds }) deadline: DeadlineKind;
  /** @example "deadlines.overrides[0].investigation" */
  rule: string;
  /** @example "3 workingDays" */
  within: string;
}

/** A step of the ladder. */
export class GuidanceStepDto {
  /** @example "due+PT4H" */
  at: string;
  @ApiProperty({ enum: roles, isArray: true }) tell: Role[];
}

/** What the plan in force tells whoever takes or handles a complaint of a kind. */
export class GuidanceDto {
  planRef: string;
  category?: HandlingGuideDto;
  level?: HandlingGuideDto;
  limits: GuidanceLimitDto[];
  /** Who is told when, if the limits are not kept. */
  ladder: GuidanceStepDto[];
  /** Responsibilities, acceptance, investigation, handling and feedback, as the plan lays them down. */
  chapters: ChapterDto[];
}
