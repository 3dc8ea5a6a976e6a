import { ApiProperty } from '@nestjs/swagger';
import { proceedingKinds, proceedingOutcomes } from '@redress/contracts';
import { IsIn, IsISO8601, IsOptional, IsRFC3339, IsString, Matches, MaxLength } from 'class-validator';

/** A step of a proceeding. */
export class RecordProceedingDto {
  @ApiProperty({ enum: proceedingKinds, example: 'negotiation' })
  @IsIn(proceedingKinds)
  kind: (typeof proceedingKinds)[number];
  /**
   * How it stands. evidenceAnalysis: confirmed, doubtful, refuted; protection: granted, completed; negotiation: offered,
   * accepted, refused; supplierClaim: raised, met, refused; mediation: invited, agreed, failed; arbitration: referred,
   * decided, dropped.
   */
  @ApiProperty({ enum: proceedingOutcomes, example: 'accepted' })
  @IsIn(proceedingOutcomes)
  outcome: (typeof proceedingOutcomes)[number];
  /**
   * The body it is before, or the supplier it is about; needed for claims, mediation and arbitration.
   * @example "旅游纠纷人民调解委员会"
   */
  @IsOptional() @IsString() @Matches(/\S/) @MaxLength(120) body?: string;
  /**
   * When it took place, with a time zone; now, when it is not said. Not in the future.
   * @example "2026-10-05T15:00:00+08:00"
   */
  @IsOptional() @IsRFC3339() @IsISO8601({ strict: true }) @MaxLength(40) occurredAt?: string;
  /**
   * What was said and done.
   * @example "投诉人同意退还餐费并书面致歉。"
   */
  @IsString() @Matches(/\S/) @MaxLength(10_000) words: string;
}
