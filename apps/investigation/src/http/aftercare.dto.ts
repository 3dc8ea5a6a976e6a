import { ApiProperty } from '@nestjs/swagger';
import { callBackMedia, reopenedStages, type CallBackMedium, type ReopenedStage } from '@redress/contracts';
import { IsBoolean, IsIn, IsISO8601, IsOptional, IsRFC3339, IsString, Matches, MaxLength } from 'class-validator';

/** How the complainant takes the result. */
export class SatisfactionDto {
  /** Whether the result satisfies; where it does not, the case is reopened, as often as the plan allows. */
  @IsBoolean() satisfied: boolean;
  /**
   * What is still missing, or was done well.
   * @example "退款尚未到账。"
   */
  @IsOptional() @IsString() @Matches(/\S/) @MaxLength(5_000) opinion?: string;
}

/** A call-back and what was heard. */
export class RecordCallBackDto {
  @ApiProperty({ enum: callBackMedia }) @IsIn(callBackMedia) medium: CallBackMedium;
  /** Whether the complainant was reached. */
  @IsBoolean() reached: boolean;
  /** What the complainant said, where it was said; only of one who was reached. */
  @IsOptional() @IsBoolean() satisfied?: boolean;
  /**
   * Opinions heard.
   * @example "对处理速度满意，希望增设遮阳棚。"
   */
  @IsOptional() @IsString() @Matches(/\S/) @MaxLength(5_000) opinion?: string;
  /**
   * When it was made, with a time zone; now, when it is not said. Not in the future.
   * @example "2026-10-20T10:00:00+08:00"
   */
  @IsOptional() @IsRFC3339() @IsISO8601({ strict: true }) @MaxLength(40) madeAt?: string;
}

/** Why a case is taken up again. */
export class ReopenCaseDto {
  /**
   * The reason.
   * @example "投诉人提供了新的票据，需重新核查。"
   */
  @IsString() @Matches(/\S/) @MaxLength(2_000) reason: string;
  /** Where it goes on; without it, at another plan where the complaint was substantiated, else at the investigation. */
  @ApiProperty({ enum: reopenedStages, required: false })
  @IsOptional()
  @IsIn(reopenedStages)
  stage?: ReopenedStage;
}
