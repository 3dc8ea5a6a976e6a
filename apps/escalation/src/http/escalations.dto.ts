import { ApiProperty } from '@nestjs/swagger';
import { deadlineKinds, type DeadlineKind } from '@redress/contracts';
import { IsIn, IsISO8601, IsOptional, IsRFC3339, IsUUID, Matches, MaxLength } from 'class-validator';

/** Names an escalation in the path. */
export class EscalationIdDto {
  /** As the notification and the read models have it. */
  @Matches(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-[\w.]{1,60}$/) id: string;
}

/** Names a complaint in the path. */
export class ComplaintIdDto {
  @IsUUID() id: string;
}

/** Which clock runs on. */
export class ResumeDeadlineDto {
  @ApiProperty({ enum: deadlineKinds }) @IsIn(deadlineKinds) deadline: DeadlineKind;
}

/** Which clock stands still, and why. */
export class PauseDeadlineDto extends ResumeDeadlineDto {
  /**
   * One of the plan's `pauseReasons`.
   * @example "awaitingComplainant"
   */
  @Matches(/^[\w-]{1,60}$/) reason: string;
  /**
   * When it runs on by itself, with a time zone; otherwise when somebody lets it.
   * @example "2099-10-08T10:00:00+08:00"
   */
  @IsOptional() @IsRFC3339() @IsISO8601({ strict: true }) @MaxLength(40) until?: string;
}
