import { ApiProperty } from '@nestjs/swagger';
import {
  channels,
  deadlineKinds,
  impacts,
  levels,
  partyKinds,
  priorities,
  type ComplaintLevel,
  type DeadlineKind,
  type Impact,
  type IntakeChannel,
  type PartyKind,
  type Priority,
} from '@redress/contracts';
import { offerStates, type OfferState } from '../projections/compensation-section';
import { stages, statuses, type Stage, type Status } from '../projections/stage';
import { tasks, type Task } from '../projections/todo';

/** An escalation that waits for somebody. */
export class OpenEscalationDto {
  /** What `POST /api/v1/escalations/{id}/acknowledge` takes. */
  escalationId: string;
  @ApiProperty({ enum: deadlineKinds, required: false }) deadline?: DeadlineKind;
  ladder: string;
  /** From 0. */
  @ApiProperty({ type: 'integer' }) step: number;
  tell: string[];
  cause: string;
  raisedAt: string;
  acknowledgeBy?: string;
  handlerId?: string;
}

/** Something to do about a complaint. */
export class TodoDto {
  @ApiProperty({ enum: tasks }) task: Task;
  /** `role:<role>` or `staff:<id>`, any of them. */
  for: string[];
  escalationId?: string;
  /** Which measure of the resolution plan, counted from 1. */
  @ApiProperty({ type: 'integer', required: false }) measureNo?: number;
  /** Which offer of compensation. */
  @ApiProperty({ type: 'integer', required: false }) offerNo?: number;
  /** Which problem that supervision found. */
  @ApiProperty({ type: 'integer', required: false }) problemNo?: number;
  by?: string;
}

/** Another complaint by its id and number. */
export class OtherComplaintDto {
  complaintId: string;
  /** @example "MAIN-2026-000123-4" */
  complaintNo: string;
}

/** A complaint as lists show it; without personal data. */
export class ComplaintItemDto {
  complaintId: string;
  /** @example "MAIN-2026-000123-4" */
  complaintNo: string;
  siteId: string;
  @ApiProperty({ enum: statuses }) status: Status;
  @ApiProperty({ enum: stages }) stage: Stage;
  open: boolean;
  @ApiProperty({ enum: channels }) channel: IntakeChannel;
  place?: string;
  @ApiProperty({ enum: partyKinds, required: false }) partyKind?: PartyKind;
  petition: boolean;
  /** Four or more complain together. */
  joint: boolean;
  outsideBody?: string;
  outsideNumber?: string;
  receivedAt: string;
  /** Promised at registration. */
  acceptBy: string;
  category?: string;
  @ApiProperty({ enum: levels, required: false }) level?: ComplaintLevel;
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 4, required: false }) severity?: number;
  @ApiProperty({ enum: impacts, required: false }) impact?: Impact;
  @ApiProperty({ enum: priorities, required: false }) priority?: Priority;
  /** Words in the text look grave; a person must confirm. */
  suspectedSevere: boolean;
  /** When staff first reached the complainant; absent while nobody has. */
  firstContactAt?: string;
  handlerId?: string;
  /** Staff ids of those who work on it beside the handler. */
  teamIds: string[];
  /** Staff ids of those who are complained against. */
  respondentIds: string[];
  /** Code of the root cause that was found. */
  rootCause?: string;
  /** Problems that supervision found and nobody has solved yet. */
  @ApiProperty({ type: 'integer' }) openProblems: number;
  /** When what is public of how it was handled was published. */
  publishedAt?: string;
  /** Pieces of evidence that were not withdrawn. */
  @ApiProperty({ type: 'integer' }) evidenceCount: number;
  /** How the offers of compensation stand, each state once. */
  @ApiProperty({ enum: offerStates, isArray: true }) compensationStates: OfferState[];
  /** The complaint that answers this one, where it was merged. */
  mergedInto?: OtherComplaintDto;
  /** How many complaints were merged into this one. */
  @ApiProperty({ type: 'integer' }) mergedHere: number;
  /** How many others are linked with it. */
  @ApiProperty({ type: 'integer' }) linkedWith: number;
  /** The round of handling; above 1 it was reopened. */
  @ApiProperty({ type: 'integer', minimum: 1 }) round: number;
  /** The complainant's latest answer to a result; absent while there is none. */
  satisfied?: boolean;
  @ApiProperty({ enum: deadlineKinds, required: false }) nextDeadline?: DeadlineKind;
  nextDueAt?: string;
  @ApiProperty({ enum: deadlineKinds, isArray: true }) overdue: DeadlineKind[];
  @ApiProperty({ enum: deadlineKinds, isArray: true }) paused: DeadlineKind[];
  openEscalations: OpenEscalationDto[];
  @ApiProperty({ type: 'integer' }) escalationsRaised: number;
  @ApiProperty({ type: 'integer' }) escalationsAcknowledged: number;
  todo: TodoDto[];
  /**
   * How far each stream of the complaint has been read.
   * @example ["case-0197f0c2-5b1e-7c55-9d3e-2f6c1f0a9b11@2", "complaint-0197f0c2-5b1e-7c55-9d3e-2f6c1f0a9b11@4"]
   */
  versions: string[];
}

/** A page of complaints. */
export class ComplaintPageDto {
  items: ComplaintItemDto[];
  /** Give it as `cursor` to read on; absent on the last page. */
  next?: string;
}
