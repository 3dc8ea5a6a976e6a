import { ApiProperty } from '@nestjs/swagger';
import { measureKinds } from '@redress/contracts';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';

/** Names a complaint, and so its case, in the path. */
export class CaseIdDto {
  @IsUUID() id: string;
}

/** Who handles the case from now on. */
export class AssignCaseDto {
  /**
   * Staff id of the handler.
   * @example "li.wei"
   */
  @Matches(/^[\w.@-]{1,73}$/) handlerId: string;
}

/** The finding of an investigation. */
export class CompleteInvestigationDto {
  /** Whether the complaint is substantiated. */
  @IsBoolean() substantiated: boolean;
  /**
   * The report: what was found and how.
   * @example "经调取监控并询问当事人，服务人员确有言语不当。"
   */
  @IsString() @Matches(/\S/) @MaxLength(20_000) report: string;
}

/** One part of a resolution plan. */
export class MeasureDto {
  @ApiProperty({ enum: measureKinds }) @IsIn(measureKinds) kind: (typeof measureKinds)[number];
  /**
   * Yuan, whole; of a compensation only.
   * @example 200
   */
  @IsOptional() @IsInt() @Min(1) @Max(100_000_000) amountYuan?: number;
}

/** A resolution plan to be adopted or approved. */
export class ProposeResolutionPlanDto {
  /** What is to be done; substantiated complaints are put right, others explained. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
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

/** What the complainant was told. */
export class GiveFeedbackDto {
  /**
   * The result, its reasons and the measures.
   * @example "您反映的情况属实，我们向您道歉，并已退还门票款。"
   */
  @IsString() @Matches(/\S/) @MaxLength(10_000) feedback: string;
}

/** Whether the measures worked. */
export class EvaluateOutcomeDto {
  /** Whether the problem is thoroughly solved. */
  @IsBoolean() effective: boolean;
}
