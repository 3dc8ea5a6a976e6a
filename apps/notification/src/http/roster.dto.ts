import { ApiProperty } from '@nestjs/swagger';
import { deliveryChannels, locales, roles, type DeliveryChannel, type Locale, type Role } from '@redress/contracts';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsISO8601,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsRFC3339,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { DutyContactDto } from './contact.dto';

/** Puts somebody on duty. */
export class AssignDutyDto {
  /** @example "li.wei" */
  @Matches(/^[\w.@-]{1,73}$/) staffId: string;
  /** @example "李伟" */
  @IsString() @Matches(/\S/) @MaxLength(80) name: string;
  @ApiProperty({ enum: roles, isArray: true, example: ['dutyManager'] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(12)
  @ArrayUnique()
  @IsIn(roles, { each: true })
  roles: Role[];
  /** Language of the messages; Chinese when it is not said. */
  @ApiProperty({ enum: locales, required: false, default: 'zh-CN' }) @IsOptional() @IsIn(locales) locale?: Locale;
  /**
   * From when, with a time zone; now, when it is not said.
   * @example "2026-12-01T08:00:00+08:00"
   */
  @IsOptional() @IsRFC3339() @IsISO8601({ strict: true }) @MaxLength(40) from?: string;
  /**
   * The first instant at which the duty is over; open when it is not said.
   * @example "2026-12-01T20:00:00+08:00"
   */
  @IsOptional() @IsRFC3339() @IsISO8601({ strict: true }) @MaxLength(40) until?: string;
  @IsOptional() @IsObject() @ValidateNested() @Type(() => DutyContactDto) contact?: DutyContactDto;
}

/** Names a turn of duty in the path. */
export class DutyIdDto {
  @IsUUID() id: string;
}

/** What a roster command did. */
export class DutyAnswerDto {
  /** The turn of duty. */
  id: string;
  /**
   * Read your writes: pass it as `atLeast` to a query.
   * @example "roster-0197f0c2-5b1e-5c55-9d3e-2f6c1f0a9b11@4"
   */
  version: string;
  /** False where it was so already. */
  changed: boolean;
}

/** Which turns of duty are asked for. */
export class OnDutyQueryDto {
  @ApiProperty({ enum: roles, required: false }) @IsOptional() @IsIn(roles) role?: Role;
  /**
   * When, with a time zone; now, when it is not said.
   * @example "2026-12-01T22:00:00+08:00"
   */
  @IsOptional() @IsRFC3339() @IsISO8601({ strict: true }) @MaxLength(40) at?: string;
  /** Most entries of the page. */
  @ApiProperty({ type: 'integer', required: false, default: 50, minimum: 1, maximum: 200 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 50;
  /** `next` of the page before. */
  @IsOptional() @IsUUID() after?: string;
}

/** A turn of duty that covers the instant asked for. */
export class TurnOfDutyDto {
  id: string;
  /** @example "li.wei" */
  staffId: string;
  @ApiProperty({ enum: roles, isArray: true }) roles: Role[];
  @ApiProperty({ enum: locales }) locale: Locale;
  from: string;
  until?: string;
  /** How the person is reached now; addresses are not told. Absent while that cannot be read. */
  @ApiProperty({ enum: deliveryChannels, isArray: true, required: false }) channels?: DeliveryChannel[];
}

/** A page of turns of duty, in the order of assignment. */
export class OnDutyPageDto {
  items: TurnOfDutyDto[];
  /** Where the next page goes on; absent on the last. */
  next?: string;
}
