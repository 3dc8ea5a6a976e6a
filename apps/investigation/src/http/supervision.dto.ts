import { ApiProperty } from '@nestjs/swagger';
import { problemKinds } from '@redress/contracts';
import { IsIn, IsInt, IsString, Matches, Max, MaxLength, Min } from 'class-validator';

/** What is wrong with how a case is handled. */
export class ReportProblemDto {
  @ApiProperty({ enum: problemKinds }) @IsIn(problemKinds) kind: (typeof problemKinds)[number];
  /**
   * What was found.
   * @example "受理后三天未与投诉人联系。"
   */
  @IsString() @Matches(/\S/) @MaxLength(5_000) words: string;
}

/** How a problem was solved. */
export class SolveProblemDto {
  /**
   * Number of the problem.
   * @example 1
   */
  @IsInt() @Min(1) @Max(10_000) problemNo: number;
  /**
   * What was done about it.
   * @example "已电话联系并说明进展，向责任人提醒。"
   */
  @IsString() @Matches(/\S/) @MaxLength(5_000) words: string;
}
