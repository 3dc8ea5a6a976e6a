import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Contract } from '../contract';
import { reopenedStages, SealedData, type ReopenedStage } from '../shared';

/** How a complainant is called back. */
export const callBackMedia = ['phone', 'writing', 'meeting'] as const;
export type CallBackMedium = (typeof callBackMedia)[number];

/** How the complainant's answer to a result comes in. */
export const answerMedia = ['web', ...callBackMedia] as const;

export const reopeningCauses = ['notSatisfied', 'notEffective', 'ordered'] as const;

/** The result was told to the complainant. */
@Contract('investigation')
export class FeedbackGiven {
  @IsUUID() complaintId: string;
  @IsISO8601() givenAt: string;
  @IsString() @MaxLength(80) givenBy: string;
  @ValidateNested() @Type(() => SealedData) feedback: SealedData;
  /** Until when the complainant may answer and be heard again; absent in what was told before that was asked. */
  @IsOptional() @IsISO8601() answerBy?: string;
  /** When the plan wants the complainant called back. */
  @IsOptional() @IsISO8601() callBackAt?: string;
  /** By when the plan wants the result made public. */
  @IsOptional() @IsISO8601() publishBy?: string;
}

/** The complainant said whether the result satisfies. The latest answer of a round counts. */
@Contract('investigation')
export class SatisfactionRecorded {
  @IsUUID() complaintId: string;
  /** The round of handling it is about, counted from 1. */
  @IsInt() @Min(1) round: number;
  @IsBoolean() satisfied: boolean;
  /** Said on the page, or heard by staff in a call-back. */
  @IsIn(answerMedia) medium: (typeof answerMedia)[number];
  @IsISO8601() recordedAt: string;
  @IsString() @MaxLength(80) recordedBy: string;
  @IsOptional() @ValidateNested() @Type(() => SealedData) opinion?: SealedData;
}

/** The complainant was called back, or was not reached. */
@Contract('investigation')
export class CallBackRecorded {
  @IsUUID() complaintId: string;
  @IsInt() @Min(1) round: number;
  @IsIn(callBackMedia) medium: CallBackMedium;
  @IsBoolean() reached: boolean;
  @IsISO8601() madeAt: string;
  @IsISO8601() recordedAt: string;
  @IsString() @MaxLength(80) recordedBy: string;
  @IsOptional() @ValidateNested() @Type(() => SealedData) opinion?: SealedData;
}

/** The case is taken up again, in another round. */
@Contract('investigation')
export class CaseReopened {
  @IsUUID() complaintId: string;
  /** The round that begins. */
  @IsInt() @Min(2) round: number;
  @IsIn(reopeningCauses) cause: (typeof reopeningCauses)[number];
  /** The stage at which it goes on, and whose clock starts again. */
  @IsIn(reopenedStages) stage: ReopenedStage;
  @IsISO8601() reopenedAt: string;
  @IsString() @MaxLength(80) reopenedBy: string;
  @IsOptional() @ValidateNested() @Type(() => SealedData) reason?: SealedData;
}

/** Whether the measures worked. */
@Contract('investigation')
export class OutcomeEvaluated {
  @IsUUID() complaintId: string;
  @IsISO8601() evaluatedAt: string;
  @IsString() @MaxLength(80) evaluatedBy: string;
  @IsBoolean() effective: boolean;
}

@Contract('investigation')
export class CaseClosed {
  @IsUUID() complaintId: string;
  @IsISO8601() closedAt: string;
  @IsString() @MaxLength(80) closedBy: string;
}
