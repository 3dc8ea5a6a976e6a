import { ApiProperty } from '@nestjs/swagger';
import { deadlineKinds, LocalText, type DeadlineKind } from '@redress/contracts';
import { Matches } from 'class-validator';
import { stages, statuses, type Stage, type Status } from '../projections/stage';

/** Names a complaint by its number. */
export class ComplaintNumberDto {
  /** As it was told at registration. */
  @Matches(/^[A-Za-z0-9-]{1,40}$/) number: string;
}

/** What is promised, and by when. */
export class PromiseDto {
  @ApiProperty({ enum: deadlineKinds }) deadline: DeadlineKind;
  /** ISO 8601, UTC. */
  by: string;
}

/** How a complaint stands, for whoever holds its tracking token. */
export class TrackedComplaintDto {
  complaintId: string;
  /** @example "MAIN-2026-000123-4" */
  complaintNo: string;
  @ApiProperty({ enum: statuses }) status: Status;
  @ApiProperty({ enum: stages }) stage: Stage;
  receivedAt: string;
  promise?: PromiseDto;
  /** What happens next. */
  next: LocalText;
}
