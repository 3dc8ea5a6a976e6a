import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Contract } from '../contract';
import { locales, roles, SealedData } from '../shared';

/** The channels as messages tell them apart; closed, as an old reader must know each (ADR 12). */
export const publishedChannels = ['email', 'webhook', 'inApp'] as const;
/** All channels: what is new is told in `via`, beside the published channel that it is a kind of. */
export const deliveryChannels = [...publishedChannels, 'wecom', 'dingtalk', 'feishu', 'sms'] as const;
export type DeliveryChannel = (typeof deliveryChannels)[number];

/** A message to one person over one channel is to be sent. */
@Contract('notification')
export class NotificationQueued {
  @IsUUID() deliveryId: string;
  @IsOptional() @IsUUID() complaintId?: string;
  @IsOptional() @IsString() @MaxLength(120) escalationId?: string;
  /** `staff:<id>` or `complainant:<personId>`. */
  @IsString() @MaxLength(80) recipient: string;
  @IsOptional() @IsIn(roles) role?: (typeof roles)[number];
  @IsIn(publishedChannels) channel: (typeof publishedChannels)[number];
  /**
   * Which kind of the channel: `wecom`, `dingtalk`, `feishu` and `sms` are posted like a webhook. Open: readers take an
   * unknown one for the channel.
   */
  @IsOptional() @Matches(/^[a-z][A-Za-z0-9]{0,39}$/) @MaxLength(40) via?: string;
  @IsString() @MaxLength(60) template: string;
  @IsIn(locales) locale: (typeof locales)[number];
  @IsISO8601() queuedAt: string;
}

@Contract('notification')
export class NotificationSent {
  @IsUUID() deliveryId: string;
  @IsInt() @Min(1) attempt: number;
  @IsISO8601() sentAt: string;
  /** Version of the site's own words; absent where the built-in ones went out. */
  @IsOptional() @IsInt() @Min(1) templateVersion?: number;
}

@Contract('notification')
export class NotificationFailed {
  @IsUUID() deliveryId: string;
  @IsInt() @Min(1) attempt: number;
  @IsISO8601() failedAt: string;
  /** A class of fault, never a text with addresses in it. */
  @IsString() @MaxLength(120) reason: string;
  @IsISO8601() nextAttemptAt: string;
}

/** All attempts failed; escalation climbs (decisions.md 12). */
@Contract('notification')
export class DeliveryGivenUp {
  @IsUUID() deliveryId: string;
  @IsOptional() @IsUUID() complaintId?: string;
  @IsOptional() @IsString() @MaxLength(120) escalationId?: string;
  @IsInt() @Min(1) attempts: number;
  @IsISO8601() givenUpAt: string;
}

/** A message that was given up is tried again, under the same id. */
@Contract('notification')
export class DeliveryResumed {
  @IsUUID() deliveryId: string;
  /** `staff:<id>`. */
  @IsString() @MaxLength(80) resumedBy: string;
  @IsISO8601() resumedAt: string;
}

/** An escalation reached a role that nobody holds now; escalation climbs (decisions.md 12). */
@Contract('notification')
export class NobodyOnDuty {
  @IsUUID() complaintId: string;
  @IsString() @MaxLength(120) escalationId: string;
  @IsArray() @ArrayMaxSize(10) @IsIn(roles, { each: true }) roles: (typeof roles)[number][];
  @IsISO8601() noticedAt: string;
}

/** Somebody is on duty for roles from a moment on. */
@Contract('notification')
export class DutyAssigned {
  @IsUUID() entryId: string;
  @IsString() @MaxLength(80) staffId: string;
  @IsUUID() personId: string;
  @IsArray() @ArrayMaxSize(12) @IsIn(roles, { each: true }) roles: (typeof roles)[number][];
  @IsIn(locales) locale: (typeof locales)[number];
  @IsISO8601() from: string;
  @IsOptional() @IsISO8601() until?: string;
  /** `{ name, email?, webhook?: { url, secret }, … }`: how the person is reached, by channel. */
  @ValidateNested() @Type(() => SealedData) contact: SealedData;
}

@Contract('notification')
export class DutyEnded {
  @IsUUID() entryId: string;
  @IsISO8601() endedAt: string;
}
