import { Type } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Contract } from '../contract';
import { compensationForms, SealedData } from '../shared';
import { answerMedia } from './aftercare.events';

/** How a compensation reaches the complainant. */
export const issueMethods = [
  'bankTransfer',
  'originalPayment',
  'mobilePayment',
  'cash',
  'voucher',
  'goods',
  'service',
  'other',
] as const;
export type IssueMethod = (typeof issueMethods)[number];

/** A compensation of the adopted plan was offered to the complainant. */
@Contract('investigation')
export class CompensationOffered {
  @IsUUID() complaintId: string;
  /** Counts the offers of the case from 1, in all rounds. */
  @IsInt() @Min(1) offerNo: number;
  @IsInt() @Min(1) proposalNo: number;
  /** Which measure of the plan, counted from 1. */
  @IsInt() @Min(1) measureNo: number;
  /** Yuan. */
  @IsInt() @Min(1) @Max(100_000_000) amountYuan: number;
  @IsOptional() @IsIn(compensationForms) form?: (typeof compensationForms)[number];
  /** How the complainant was told; `web` where it is on the page only. */
  @IsIn(answerMedia) medium: (typeof answerMedia)[number];
  @IsISO8601() toldAt: string;
  @IsISO8601() offeredAt: string;
  @IsString() @MaxLength(80) offeredBy: string;
  @IsOptional() @ValidateNested() @Type(() => SealedData) words?: SealedData;
}

/** The complainant takes an offer: it must be issued now. */
@Contract('investigation')
export class CompensationAccepted {
  @IsUUID() complaintId: string;
  @IsInt() @Min(1) offerNo: number;
  @IsIn(answerMedia) medium: (typeof answerMedia)[number];
  @IsISO8601() answeredAt: string;
  /** `visitor`, or the member of staff who heard it. */
  @IsString() @MaxLength(80) recordedBy: string;
  @IsOptional() @ValidateNested() @Type(() => SealedData) words?: SealedData;
}

/** The complainant does not take an offer: another plan may follow. */
@Contract('investigation')
export class CompensationRefused {
  @IsUUID() complaintId: string;
  @IsInt() @Min(1) offerNo: number;
  @IsIn(answerMedia) medium: (typeof answerMedia)[number];
  @IsISO8601() answeredAt: string;
  /** `visitor`, or the member of staff who heard it. */
  @IsString() @MaxLength(80) recordedBy: string;
  @IsOptional() @ValidateNested() @Type(() => SealedData) words?: SealedData;
}

/** What was accepted has reached the complainant. */
@Contract('investigation')
export class CompensationIssued {
  @IsUUID() complaintId: string;
  @IsInt() @Min(1) offerNo: number;
  @IsIn(issueMethods) method: IssueMethod;
  @IsISO8601() issuedAt: string;
  @IsISO8601() recordedAt: string;
  @IsString() @MaxLength(80) issuedBy: string;
  /** Number of the voucher, the transfer and the like. */
  @ValidateNested() @Type(() => SealedData) reference: SealedData;
}
