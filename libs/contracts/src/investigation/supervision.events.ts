import { Type } from 'class-transformer';
import { IsIn, IsInt, IsISO8601, IsString, IsUUID, MaxLength, Min, ValidateNested } from 'class-validator';
import { Contract } from '../contract';
import { SealedData } from '../shared';

/** What supervision can find wrong with how a case is handled. */
export const problemKinds = ['delay', 'procedure', 'attitude', 'retaliation', 'other'] as const;

/** A problem was found in the handling. */
@Contract('investigation')
export class ProblemFound {
  @IsUUID() complaintId: string;
  /** Counts the problems of the case from 1. */
  @IsInt() @Min(1) problemNo: number;
  @IsIn(problemKinds) kind: (typeof problemKinds)[number];
  @IsISO8601() foundAt: string;
  @IsString() @MaxLength(80) foundBy: string;
  @ValidateNested() @Type(() => SealedData) words: SealedData;
}

/** A problem that was found is solved. */
@Contract('investigation')
export class ProblemSolved {
  @IsUUID() complaintId: string;
  @IsInt() @Min(1) problemNo: number;
  @IsISO8601() solvedAt: string;
  @IsString() @MaxLength(80) solvedBy: string;
  @ValidateNested() @Type(() => SealedData) words: SealedData;
}
