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
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
} from 'class-validator';
import { stages, statuses, type Stage, type Status } from '../projections/stage';
import { tasks, type Task } from '../projections/todo';
import { sorts, type Sort } from '../queries/complaint-filter';
import { ListOf, PageQueryDto } from './read-query.dto';

const Flag = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (value === 'true' || value === 'false' ? value === 'true' : value));

/** Names a complaint in the path. */
export class ComplaintIdDto {
  @IsUUID() id: string;
}

/** Which complaints, in which order. Fields may be repeated: any of the values holds. */
export class ComplaintQueryDto extends PageQueryDto {
  @ApiProperty({ enum: statuses, isArray: true, required: false })
  @IsOptional()
  @ListOf()
  @IsArray()
  @ArrayMaxSize(10)
  @IsIn(statuses, { each: true })
  status?: Status[];
  @ApiProperty({ enum: stages, isArray: true, required: false })
  @IsOptional()
  @ListOf()
  @IsArray()
  @ArrayMaxSize(10)
  @IsIn(stages, { each: true })
  stage?: Stage[];
  @ApiProperty({ enum: levels, isArray: true, required: false })
  @IsOptional()
  @ListOf()
  @IsArray()
  @ArrayMaxSize(10)
  @IsIn(levels, { each: true })
  level?: ComplaintLevel[];
  @ApiProperty({ enum: priorities, isArray: true, required: false })
  @IsOptional()
  @ListOf()
  @IsArray()
  @ArrayMaxSize(10)
  @IsIn(priorities, { each: true })
  priority?: Priority[];
  @ApiProperty({ enum: channels, isArray: true, required: false })
  @IsOptional()
  @ListOf()
  @IsArray()
  @ArrayMaxSize(10)
  @IsIn(channels, { each: true })
  channel?: IntakeChannel[];
  /** Categories of the plan. */
  @ApiProperty({ type: [String], required: false })
  @IsOptional()
  @ListOf()
  @IsArray()
  @ArrayMaxSize(20)
  @Matches(/^[\w-]{1,60}$/, { each: true })
  category?: string[];
  /** Staff ids; `none` for complaints that nobody handles. */
  @ApiProperty({ type: [String], required: false })
  @IsOptional()
  @ListOf()
  @IsArray()
  @ArrayMaxSize(20)
  @Matches(/^[\w.-]{1,80}$/, { each: true })
  handler?: string[];
  /** Whether something still has to be done. */
  @IsOptional() @Flag() @IsBoolean() open?: boolean;
  /** Whether a deadline has passed unmet. */
  @IsOptional() @Flag() @IsBoolean() overdue?: boolean;
  /** Whether staff have reached the complainant. */
  @IsOptional() @Flag() @IsBoolean() contacted?: boolean;
  /** Whether it was brought as a petition matter. */
  @IsOptional() @Flag() @IsBoolean() petition?: boolean;
  /**
   * The number another body gave it.
   * @example "GD20261001-00123"
   */
  @IsOptional() @IsString() @MaxLength(80) outsideNumber?: string;
  /** Received at this time or later. */
  @IsOptional() @IsISO8601({ strict: true }) @MaxLength(40) receivedFrom?: string;
  /** Received before this time. */
  @IsOptional() @IsISO8601({ strict: true }) @MaxLength(40) receivedBefore?: string;
  /**
   * Words that must all stand in the complainant's text, Chinese or other; or the beginning of a complaint number.
   * @example "食物中毒"
   */
  @IsOptional() @IsString() @MaxLength(200) q?: string;
  /** `priority` puts the most urgent first: by priority, then by the time that is left. */
  @ApiProperty({ enum: sorts, required: false, default: 'priority' })
  @IsOptional()
  @IsIn(sorts)
  sort: Sort = 'priority';
}

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
  by?: string;
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
