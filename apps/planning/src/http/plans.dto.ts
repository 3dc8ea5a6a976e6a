import { Type } from 'class-transformer';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';

/** One mistake in a plan file and where it stands. */
export class PlanProblemDto {
  /**
   * JSON pointer to the field; empty for the whole file.
   * @example "/deadlines/investigation/within"
   */
  path: string;
  /**
   * Counted from 1.
   * @example 212
   */
  line: number;
  /**
   * Counted from 1.
   * @example 34
   */
  column: number;
  /**
   * In the language asked for.
   * @example "“3 workdays”不是时限"
   */
  message: string;
}

/** What checking a plan file found. */
export class PlanCheckDto {
  valid: boolean;
  /** Empty when the plan is valid. */
  problems: PlanProblemDto[];
}

/** A version was published, or was published before with the same content. */
export class PublishedPlanDto {
  /** @example "complaint-emergency" */
  planId: string;
  /** @example 2 */
  planVersion: number;
  /**
   * What complaints are pinned to.
   * @example "complaint-emergency@2"
   */
  planRef: string;
  /** The first moment the version governs, ISO 8601, UTC. */
  effectiveFrom: string;
  /**
   * Token to read at least this version.
   * @example "plan-0b3c…@2"
   */
  version: string;
  /** False when nothing new was published. */
  changed: boolean;
}

/** A published version in the list. */
export class PlanSummaryDto {
  /** @example "complaint-emergency" */
  planId: string;
  /** @example 1 */
  planVersion: number;
  /** @example "complaint-emergency@1" */
  planRef: string;
  /** @example "景区投诉处理应急预案" */
  titleZh: string;
  /** @example "Complaint emergency plan of the scenic area" */
  titleEn?: string;
  effectiveFrom: string;
  publishedAt: string;
  /** @example "staff:01939c2e-7b1a-7c55-9d3e-2f6f5f0c9a11" */
  publishedBy: string;
  /** @example "china-2026.1" */
  calendarRef: string;
  /** Absent while the version governs or will govern. */
  retiredAt?: string;
}

/** A page of published versions. */
export class PlanPageDto {
  items: PlanSummaryDto[];
  /**
   * Give it as `after` to read on; absent on the last page.
   * @example "complaint-emergency@1"
   */
  next?: string;
}

/** A published version with everything in it. */
export class PlanVersionDto extends PlanSummaryDto {
  /** The plan as published. */
  document: object;
}

/** Which part of the list. */
export class PlanListQuery {
  /** At most so many. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(200) limit: number = 50;
  /** The `next` of the page before. */
  @IsOptional() @Matches(/^[\w-]{1,60}@[1-9]\d{0,8}$/) after?: string;
}

/** Which version. */
export class PlanVersionParams {
  /** @example "complaint-emergency" */
  @Matches(/^[\w-]{1,60}$/) planId: string;
  /** @example 1 */
  @Type(() => Number) @IsInt() @Min(1) @Max(999_999_999) version: number;
}

/** Which site is to have a plan. */
export class DefaultPlanDto {
  /** The site; the deployment's own when absent. */
  @IsOptional() @Matches(/^[a-z0-9][a-z0-9-]{0,39}$/) siteId?: string;
}
