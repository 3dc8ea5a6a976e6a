import { ApiProperty } from '@nestjs/swagger';
import {
  channels,
  ComplaintFacts,
  LocalText,
  locales,
  partyKinds,
  type IntakeChannel,
  type Locale,
  type PartyKind,
} from '@redress/contracts';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsRFC3339,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';

/** Who complains and how to reach them; without any of it the complaint is anonymous. */
export class ContactDto {
  /**
   * Name or alias.
   * @example "王女士"
   */
  @IsOptional() @IsString() @MaxLength(80) name?: string;
  /**
   * Telephone number.
   * @example "13800000000"
   */
  @IsOptional() @Matches(/^[+(\d][\d\s()-]{4,29}$/) phone?: string;
  /**
   * E-mail address.
   * @example "visitor@example.org"
   */
  @IsOptional() @IsEmail() @MaxLength(254) email?: string;
}

/** A complaint as a visitor states it. */
export class RegisterComplaintDto {
  /**
   * What happened, in the complainant's own words.
   * @example "餐厅的饭菜不新鲜，吃完以后肚子疼。"
   */
  @IsString() @Matches(/\S/) @MaxLength(5_000) text: string;
  /**
   * Category of the plan; without it the plan's words propose one.
   * @example "food"
   */
  @IsOptional() @Matches(/^[\w-]{1,60}$/) category?: string;
  /**
   * Code of the place on the site.
   * @example "north-gate"
   */
  @IsOptional() @Matches(/^[\w-]{1,60}$/) place?: string;
  /**
   * When it happened, with a time zone. Not in the future.
   * @example "2026-10-01T09:00:00+08:00"
   */
  @IsOptional() @IsRFC3339() @IsISO8601({ strict: true }) @MaxLength(40) occurredAt?: string;
  /**
   * What the complainant asks for.
   * @example "退还门票款并道歉。"
   */
  @IsOptional() @IsString() @Matches(/\S/) @MaxLength(2_000) need?: string;
  /** As what somebody complains; a visitor, when it is not said. */
  @ApiProperty({ enum: partyKinds, required: false }) @IsOptional() @IsIn(partyKinds) partyKind?: PartyKind;
  /** What is stated in numbers. */
  @IsOptional() @IsObject() @ValidateNested() @Type(() => ComplaintFacts) facts?: ComplaintFacts;
  @IsOptional() @IsObject() @ValidateNested() @Type(() => ContactDto) contact?: ContactDto;
  /** Language of the answers; Chinese when it is not said. */
  @ApiProperty({ enum: locales, required: false, default: 'zh-CN' })
  @IsOptional()
  @IsIn(locales)
  locale?: Locale;
}

/** A case that another body handed over. */
export class OutsideCaseDto {
  /**
   * Who handed it over.
   * @example "12345"
   */
  @IsString() @Matches(/\S/) @MaxLength(120) body: string;
  /**
   * Its number there.
   * @example "GD20261001-00123"
   */
  @IsString() @Matches(/\S/) @MaxLength(80) number: string;
  /**
   * By when that body wants an answer, with a time zone.
   * @example "2026-10-08T17:00:00+08:00"
   */
  @IsOptional() @IsRFC3339() @IsISO8601({ strict: true }) @MaxLength(40) replyBy?: string;
}

/** A complaint of four or more with one cause. */
export class JointComplaintDto {
  /**
   * How many complain together.
   * @example 6
   */
  @IsInt() @Min(4) @Max(100_000) complainants: number;
  /** Who speaks for them. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(5)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ContactDto)
  representatives: ContactDto[];
}

/** A complaint that staff put on record for somebody. */
export class RegisterOnBehalfDto extends RegisterComplaintDto {
  /** How the complaint came in. */
  @ApiProperty({ enum: channels }) @IsIn(channels) channel: IntakeChannel;
  /**
   * When it truly came in, with a time zone; now, when it is not said. Not in the future.
   * @example "2026-10-01T09:30:00+08:00"
   */
  @IsOptional() @IsRFC3339() @IsISO8601({ strict: true }) @MaxLength(40) receivedAt?: string;
  /**
   * The receiving point where it was made in person; required on that channel.
   * @example "visitor-centre"
   */
  @IsOptional() @Matches(/^[\w-]{1,60}$/) receivingPoint?: string;
  /**
   * Staff id of who took it, where that is somebody else.
   * @example "chen"
   */
  @IsOptional() @Matches(/^[\w-]{1,60}$/) receivedBy?: string;
  /** Whether it was brought as a petition matter. */
  @IsOptional() @IsBoolean() petition?: boolean;
  @IsOptional() @IsObject() @ValidateNested() @Type(() => OutsideCaseDto) outside?: OutsideCaseDto;
  @IsOptional() @IsObject() @ValidateNested() @Type(() => JointComplaintDto) joint?: JointComplaintDto;
}

/** What the complainant gets. */
export class RegistrationAnswerDto {
  /** @example "0197f0c2-5b1e-7c55-9d3e-2f6c1f0a9b11" */
  complaintId: string;
  /**
   * The number to quote.
   * @example "MAIN-2026-000123-4"
   */
  complaintNo: string;
  /**
   * Opens the complaint's status for whoever holds it; it is told here only.
   * @example "gJ1sYb7b2m0m1r8c0o3n4A"
   */
  trackingToken: string;
  /**
   * By when the complaint is accepted or answered otherwise.
   * @example "2026-12-02T01:30:00.000Z"
   */
  @ApiProperty({ format: 'date-time' })
  acceptBy: string;
  /** What happens next. */
  next: LocalText;
  /** The promise of confidentiality, which is on record with the complaint. */
  confidentiality: LocalText;
  /**
   * Read your writes: pass it as `atLeast` to a query.
   * @example "complaint-0197f0c2-5b1e-7c55-9d3e-2f6c1f0a9b11@1"
   */
  version: string;
}
