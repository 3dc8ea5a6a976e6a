import { IsInt, IsISO8601, IsObject, IsOptional, IsString, Matches, MaxLength, Min } from 'class-validator';
import { Contract } from '../contract';

/** A plan version is in force from its effective date on; it carries the whole plan (decisions.md 8). */
@Contract('planning')
export class PlanPublished {
  @Matches(/^[\w-]{1,60}$/) planId: string;
  @IsInt() @Min(1) planVersion: number;
  @IsISO8601() effectiveFrom: string;
  @IsISO8601() publishedAt: string;
  @IsString() @MaxLength(80) publishedBy: string;
  @IsString() @MaxLength(60) calendarRef: string;
  /** The machine sections and headings as validated by planning. */
  @IsObject() document: Record<string, unknown>;
}

/** A plan version no longer governs new complaints. */
@Contract('planning')
export class PlanRetired {
  @Matches(/^[\w-]{1,60}$/) planId: string;
  @IsInt() @Min(1) planVersion: number;
  @IsISO8601() retiredAt: string;
  @IsOptional() @IsString() @MaxLength(200) reason?: string;
}
