import { ApiProperty } from '@nestjs/swagger';
import { locales, type Locale } from '@redress/contracts';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Matches, Max, Min } from 'class-validator';

/** Names a message in the path. */
export class NotificationIdDto {
  @IsUUID() id: string;
}

/** Which part of the inbox is asked for. */
export class InboxQueryDto {
  /** Most entries of the page. */
  @ApiProperty({ type: 'integer', required: false, default: 20, minimum: 1, maximum: 100 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit: number = 20;
  /** `next` of the page before. */
  @IsOptional() @Matches(/^[\w-]{1,200}$/) after?: string;
}

/** A message in the inbox. */
export class InboxEntryDto {
  /** The delivery. */
  id: string;
  /** @example "投诉 MAIN-2026-000123-4：受理时限临近" */
  subject: string;
  text: string;
  link: string;
  /** @example "acceptance-warning" */
  template: string;
  @ApiProperty({ enum: locales }) locale: Locale;
  /** When it was queued. */
  queuedAt: string;
  complaintId?: string;
  /** What `POST /api/v1/escalations/{id}/acknowledge` takes. */
  escalationId?: string;
  /** The drill it belongs to; absent in earnest. */
  drillId?: string;
}

/** A page of the inbox, newest first. */
export class InboxPageDto {
  items: InboxEntryDto[];
  /** Where the next page goes on; absent on the last. */
  next?: string;
}
