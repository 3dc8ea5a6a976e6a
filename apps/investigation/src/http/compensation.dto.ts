import { ApiProperty } from '@nestjs/swagger';
import { answerMedia, callBackMedia, issueMethods, type CallBackMedium, type IssueMethod } from '@redress/contracts';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsRFC3339,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';

/** A compensation that the complainant was told of. */
export class OfferCompensationDto {
  /**
   * Which measure of the adopted plan, counted from 1.
   * @example 1
   */
  @IsInt() @Min(1) @Max(20) measureNo: number;
  /** How the complainant was told; `web` where it is to be read on the page only. */
  @ApiProperty({ enum: answerMedia }) @IsIn(answerMedia) medium: (typeof answerMedia)[number];
  /**
   * What was said.
   * @example "电话告知：拟退还门票款 200 元，五个工作日内原路退回。"
   */
  @IsOptional() @IsString() @Matches(/\S/) @MaxLength(2_000) words?: string;
  /**
   * When it was said, with a time zone; now, when it is not said. Not in the future.
   * @example "2026-10-08T10:00:00+08:00"
   */
  @IsOptional() @IsRFC3339() @IsISO8601({ strict: true }) @MaxLength(40) toldAt?: string;
}

/** Whether an offer is taken. */
export class OfferAnswerDto {
  /**
   * Number of the offer.
   * @example 1
   */
  @IsInt() @Min(1) @Max(10_000) offerNo: number;
  /** Refused, another plan may follow, or the matter is settled without this compensation. */
  @IsBoolean() accepted: boolean;
}

/** Whether the complainant takes an offer, in their own words. */
export class CompensationAnswerDto extends OfferAnswerDto {
  /**
   * What is to be said of it.
   * @example "同意，请退回原支付账户。"
   */
  @IsOptional() @IsString() @Matches(/\S/) @MaxLength(2_000) words?: string;
}

/** What staff heard of an offer. */
export class AnswerCompensationDto extends OfferAnswerDto {
  @ApiProperty({ enum: callBackMedia }) @IsIn(callBackMedia) medium: CallBackMedium;
  /**
   * What the complainant said.
   * @example "电话中表示同意，请退回原支付账户。"
   */
  @IsString() @Matches(/\S/) @MaxLength(2_000) words: string;
}

/** An accepted compensation that reached the complainant. */
export class IssueCompensationDto {
  /**
   * Number of the offer.
   * @example 1
   */
  @IsInt() @Min(1) @Max(10_000) offerNo: number;
  @ApiProperty({ enum: issueMethods }) @IsIn(issueMethods) method: IssueMethod;
  /**
   * How that shows: number of the transfer, the voucher and the like.
   * @example "退款流水号 TK-0017"
   */
  @IsString() @Matches(/\S/) @MaxLength(2_000) reference: string;
  /**
   * When it reached the complainant, with a time zone; now, when it is not said. Not in the future.
   * @example "2026-10-09T15:30:00+08:00"
   */
  @IsOptional() @IsRFC3339() @IsISO8601({ strict: true }) @MaxLength(40) issuedAt?: string;
}
