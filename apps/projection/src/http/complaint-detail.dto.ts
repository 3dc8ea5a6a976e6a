import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ComplaintItemDto } from './complaint-item.dto';
import { disclosures, type Disclosure } from '../queries/personal-data';

/** What somebody was told about a complaint, or that nobody could be told. */
export class NotificationDto {
  streamId: string;
  @ApiProperty({ enum: ['queued', 'sent', 'failing', 'givenUp', 'nobodyOnDuty'] }) state: string;
  escalationId?: string;
  /** `staff:<id>` or `complainant:<personId>`. */
  recipient?: string;
  roles?: string[];
  channel?: string;
  template?: string;
  queuedAt?: string;
  @ApiProperty({ type: 'integer' }) attempts: number;
  at?: string;
  reason?: string;
  nextAttemptAt?: string;
  /** When all attempts had failed. */
  givenUpAt?: string;
  /** When it was last sent again after that, and by whom. */
  resumedAt?: string;
  resumedBy?: string;
}

/** A complaint with all that is known of it. */
export class ComplaintDetailDto extends ComplaintItemDto {
  /** What intake has said: registration, verification, classification, outcome. Sealed parts are opened or null. */
  @ApiPropertyOptional({ type: 'object', additionalProperties: true }) complaint?: object;
  /** What investigation has said: assignment, report, resolution plan, feedback, evaluation. */
  @ApiPropertyOptional({ type: 'object', additionalProperties: true }) case?: object;
  /** Which evidence there is, how often it was seen, and by whom last; what it is called tells its own list. */
  @ApiPropertyOptional({ type: 'object', additionalProperties: true }) evidence?: object;
  /** What escalation has said: deadlines with their explanation, escalations. */
  @ApiPropertyOptional({ type: 'object', additionalProperties: true }) watch?: object;
  /** What is public of how it was handled. */
  @ApiPropertyOptional({ type: 'object', additionalProperties: true }) publication?: object;
  notifications: NotificationDto[];
  /** Whether the personal data above could be opened; `hidden` where the reader's role may not see it. */
  @ApiProperty({ enum: disclosures }) personalData: Disclosure;
}

/** An event of the timeline. */
export class TimelineEventDto {
  /** @example "ComplaintAccepted" */
  type: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) data: object;
}

/** What one step did, and who did it. */
export class TimelineEntryDto {
  /**
   * The stream and its version.
   * @example "complaint-0197f0c2-5b1e-7c55-9d3e-2f6c1f0a9b11@2"
   */
  id: string;
  occurredAt: string;
  recordedAt: string;
  /** `staff:<id>`, `visitor`, `system:<service>`. */
  actor: string;
  /** The service that decided it. */
  context: string;
  planRef?: string;
  events: TimelineEventDto[];
}

/** A page of the timeline, oldest first. */
export class TimelinePageDto {
  items: TimelineEntryDto[];
  /** Give it as `cursor` to read on; absent on the last page. */
  next?: string;
}
