import { ApiProperty } from '@nestjs/swagger';
import { deadlineKinds, type DeadlineKind } from '@redress/contracts';
import { IsIn, IsUUID, Matches } from 'class-validator';

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
}
