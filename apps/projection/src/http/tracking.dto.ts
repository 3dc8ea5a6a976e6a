import { ApiProperty } from '@nestjs/swagger';
import { compensationForms, deadlineKinds, LocalText, type DeadlineKind } from '@redress/contracts';
import { Matches } from 'class-validator';
import { offerStates } from '../projections/compensation-section';
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

/** The result of this round, as the complainant was told it. */
export class TrackedResultDto {
  /** Null where it cannot be read any more. */
  @ApiProperty({ type: 'string', nullable: true }) text: string | null;
  toldAt: string;
  /** Until when `POST /api/v1/complaints/{id}/satisfaction` counts. */
  answerBy?: string;
  /** What was answered. */
  satisfied?: boolean;
}

/** What the complainant is asked and has not answered. */
export class TrackedQuestionDto {
  /** Give it with the answer to `POST /api/v1/complaints/{id}/messages`. */
  @ApiProperty({ type: 'integer', minimum: 1 }) questionNo: number;
  /** Null where it cannot be read any more. */
  @ApiProperty({ type: 'string', nullable: true }) text: string | null;
  /** Until when the answer is waited for; one that comes later is heard all the same. */
  answerBy: string;
}

const trackedStates = offerStates.filter((state) => state !== 'lapsed');

/** A compensation that was offered. */
export class TrackedOfferDto {
  /** What `POST /api/v1/complaints/{id}/compensation-answer` takes. */
  @ApiProperty({ type: 'integer', minimum: 1 }) offerNo: number;
  /** Yuan: what is paid, or what it is worth. */
  @ApiProperty({ type: 'integer', minimum: 1 }) amountYuan: number;
  @ApiProperty({ enum: compensationForms, required: false }) form?: (typeof compensationForms)[number];
  toldAt: string;
  /** Only `offered` waits for an answer. */
  @ApiProperty({ enum: trackedStates }) state: (typeof trackedStates)[number];
  answeredAt?: string;
  issuedAt?: string;
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
  /** The round of handling; above 1 it was reopened. */
  @ApiProperty({ type: 'integer', minimum: 1 }) round: number;
  /** It is answered by another complaint on the same matter, whose state and result these are. */
  merged?: boolean;
  result?: TrackedResultDto;
  question?: TrackedQuestionDto;
  /** What was offered and stands, the latest last. */
  offers?: TrackedOfferDto[];
}
