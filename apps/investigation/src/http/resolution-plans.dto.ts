import { ApiProperty } from '@nestjs/swagger';
import { compensationForms, measureKinds } from '@redress/contracts';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsRFC3339,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';

/** One part of a resolution plan. */
export class MeasureDto {
  @ApiProperty({ enum: measureKinds }) @IsIn(measureKinds) kind: (typeof measureKinds)[number];
  /**
   * Yuan, whole; of a compensation only. What a voucher, a gift or a service is worth.
   * @example 200
   */
  @IsOptional() @IsInt() @Min(1) @Max(100_000_000) amountYuan?: number;
  /** How a compensation is given. */
  @ApiProperty({ enum: compensationForms, required: false })
  @IsOptional()
  @IsIn(compensationForms)
  form?: (typeof compensationForms)[number];
  /**
   * Code of the department that puts it right.
   * @example "catering"
   */
  @IsOptional() @Matches(/^[\w-]{1,60}$/) department?: string;
  /**
   * Staff id of whoever carries it out; the handler of the case, when nobody is named.
   * @example "wang.fang"
   */
  @IsOptional() @Matches(/^[\w.@-]{1,73}$/) responsible?: string;
  /**
   * By when, with a time zone. Later than now.
   * @example "2099-10-08T18:00:00+08:00"
   */
  @IsOptional() @IsRFC3339() @IsISO8601({ strict: true }) @MaxLength(40) dueAt?: string;
}

/** A resolution plan to be adopted or approved. */
export class ProposeResolutionPlanDto {
  /** What is to be done; substantiated complaints are put right, others explained. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => MeasureDto)
  measures: MeasureDto[];
  /**
   * Solution, schedule and who is responsible.
   * @example "当面道歉并退还门票，三日内完成，由游客中心负责。"
   */
  @IsString() @Matches(/\S/) @MaxLength(10_000) description: string;
}

/** Says yes to the proposal that was read. */
export class ApproveResolutionPlanDto {
  /**
   * Number of the proposal.
   * @example 1
   */
  @IsInt() @Min(1) @Max(10_000) proposalNo: number;
}

/** Says no to the proposal that was read. */
export class RejectResolutionPlanDto extends ApproveResolutionPlanDto {
  /**
   * Why, in words.
   * @example "补偿金额与损失不符，请重新核定。"
   */
  @IsString() @Matches(/\S/) @MaxLength(2_000) reason: string;
}

/** A measure of the adopted plan that is done. */
export class CompleteMeasureDto {
  /**
   * Which one, counted from 1 in the order of the plan.
   * @example 1
   */
  @IsInt() @Min(1) @Max(20) measureNo: number;
  /**
   * What was done, and how that shows.
   * @example "已退款 200 元，凭证编号 TK-0017。"
   */
  @IsString() @Matches(/\S/) @MaxLength(2_000) note: string;
}
