import { ApiProperty } from '@nestjs/swagger';
import { actMethods, measureKinds, parties, type ActMethod, type Party } from '@redress/contracts';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsRFC3339,
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

/** What was done to find out what happened. */
export class RecordActDto {
  @ApiProperty({ enum: actMethods }) @IsIn(actMethods) method: ActMethod;
  /** Whose account it was about. A finding needs both sides’ accounts, or the attempts to have them. */
  @ApiProperty({ enum: parties, required: false }) @IsOptional() @IsIn(parties) party?: Party;
  /** False where the account could not be had. */
  @IsBoolean() obtained: boolean;
  /**
   * When it took place, with a time zone; now, when it is not said. Not in the future.
   * @example "2026-10-01T14:00:00+08:00"
   */
  @IsOptional() @IsRFC3339() @IsISO8601({ strict: true }) @MaxLength(40) actedAt?: string;
  /**
   * What came out.
   * @example "当班服务员承认当时语气不当。"
   */
  @IsString() @Matches(/\S/) @MaxLength(10_000) findings: string;
}

/** Who is complained against: a member of staff, or anybody in words. */
export class NameRespondentDto {
  /**
   * Staff id; this person can do nothing in the case any more.
   * @example "wang.fang"
   */
  @IsOptional() @Matches(/^[\w.@-]{1,73}$/) staffId?: string;
  /**
   * Code of the department concerned.
   * @example "catering"
   */
  @IsOptional() @Matches(/^[\w-]{1,60}$/) department?: string;
  /**
   * Who it is, where that is no member of staff.
   * @example "东门外租赁摊主"
   */
  @IsOptional() @IsString() @Matches(/\S/) @MaxLength(500) description?: string;
}

/** A member of staff who is not concerned after all. */
export class ClearRespondentDto {
  /**
   * Staff id.
   * @example "wang.fang"
   */
  @Matches(/^[\w.@-]{1,73}$/) staffId: string;
  /**
   * How that came out.
   * @example "监控显示当时不在岗。"
   */
  @IsString() @Matches(/\S/) @MaxLength(2_000) reason: string;
}

/** The finding of an investigation. */
export class CompleteInvestigationDto {
  /** Whether the complaint is substantiated. */
  @IsBoolean() substantiated: boolean;
  /**
   * Code of the root cause; needed where the complaint is substantiated.
   * @example "staff-attitude"
   */
  @IsOptional() @Matches(/^[\w-]{1,60}$/) rootCause?: string;
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
