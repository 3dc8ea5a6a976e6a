import { ApiProperty } from '@nestjs/swagger';
import {
  communicationMedia,
  compensationForms,
  ComplaintFacts,
  declineReasons,
  impacts,
  levels,
  measureKinds,
  type CommunicationMedium,
  type ComplaintLevel,
  type Impact,
} from '@redress/contracts';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
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

/** Names a complaint in the path. */
export class ComplaintIdDto {
  @IsUUID() id: string;
}

/** Names a person in the path. */
export class PersonIdDto {
  @IsUUID() id: string;
}

/** The result of the preliminary verification. */
export class VerifyComplaintDto {
  /** Whether what the complaint says is true and valid. */
  @IsBoolean() valid: boolean;
  /**
   * What was found.
   * @example "已电话核实，情况属实。"
   */
  @IsOptional() @IsString() @MaxLength(2_000) note?: string;
}

/** Why a complaint is not taken up. */
export class DeclineComplaintDto {
  @ApiProperty({ enum: declineReasons }) @IsIn(declineReasons) reason: (typeof declineReasons)[number];
  /**
   * The reason in words, for the complainant.
   * @example "该事项不属于本景区管理范围。"
   */
  @IsString() @Matches(/\S/) @MaxLength(2_000) explanation: string;
}

/** Who handles the complaint instead. */
export class TransferComplaintDto {
  /**
   * The body that takes it over.
   * @example "12345 政务服务便民热线"
   */
  @IsString() @Matches(/\S/) @MaxLength(120) receiver: string;
  /**
   * Why, in words, for the complainant.
   * @example "涉及景区外道路，由主管部门处理。"
   */
  @IsString() @Matches(/\S/) @MaxLength(2_000) explanation: string;
}

/** What the complainant gets, one part of it. */
export class SettledMeasureDto {
  @ApiProperty({ enum: measureKinds }) @IsIn(measureKinds) kind: (typeof measureKinds)[number];
  /**
   * Yuan, whole; of a compensation only.
   * @example 50
   */
  @IsOptional() @IsInt() @Min(1) @Max(100_000_000) amountYuan?: number;
  /** How a compensation is given. */
  @ApiProperty({ enum: compensationForms, required: false })
  @IsOptional()
  @IsIn(compensationForms)
  form?: (typeof compensationForms)[number];
}

/** What was agreed with the complainant on the spot. */
export class SettleOnTheSpotDto {
  /** What the complainant gets. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => SettledMeasureDto)
  measures: SettledMeasureDto[];
  /**
   * The settlement in words.
   * @example "当面道歉，更换餐食，游客表示满意。"
   */
  @IsString() @Matches(/\S/) @MaxLength(5_000) settlement: string;
}

/** A message of the complainant. */
export class MessageDto {
  /**
   * What is to be said.
   * @example "补充：当时有两位同事在场。"
   */
  @IsString() @Matches(/\S/) @MaxLength(5_000) content: string;
  /**
   * The question it answers, as it was numbered when it was asked.
   * @example 1
   */
  @IsOptional() @IsInt() @Min(1) @Max(1_000) questionNo?: number;
}

/** What the complainant is asked. */
export class AskComplainantDto {
  /**
   * What is missing, in words for the complainant.
   * @example "请补充当日的门票或付款凭证照片。"
   */
  @IsString() @Matches(/\S/) @MaxLength(2_000) question: string;
  /** Whether the clocks are to stand until the answer, as far as the plan lets them. */
  @IsOptional() @IsBoolean() pause: boolean = true;
}

/** An exchange with the complainant. */
export class RecordCommunicationDto extends MessageDto {
  /** `in` from the complainant, `out` to them. */
  @ApiProperty({ enum: ['in', 'out'] }) @IsIn(['in', 'out']) direction: 'in' | 'out';
  @ApiProperty({ enum: communicationMedia }) @IsIn(communicationMedia) medium: CommunicationMedium;
  /** Whether the complainant was spoken to or has read it; false for a call nobody answered. */
  @IsBoolean() reached: boolean;
  /** Whether content and facts were confirmed at it. */
  @IsOptional() @IsBoolean() confirmed: boolean = false;
  /**
   * When it took place, with a time zone; now, when it is not said. Not in the future.
   * @example "2026-10-01T10:00:00+08:00"
   */
  @IsOptional() @IsRFC3339() @IsISO8601({ strict: true }) @MaxLength(40) occurredAt?: string;
}

/** Takes a complaint back. */
export class WithdrawComplaintDto {
  /**
   * Why, in the complainant's words.
   * @example "问题已自行解决。"
   */
  @IsOptional() @IsString() @Matches(/\S/) @MaxLength(2_000) reason?: string;
}

/** Grades of severity, 4 the gravest. */
const severities = [1, 2, 3, 4] as const;

/** A new classification. What is left out is decided by the plan's rules on the facts as they then stand. */
export class ClassifyComplaintDto {
  /**
   * Category of the plan.
   * @example "food"
   */
  @IsOptional() @Matches(/^[\w-]{1,60}$/) category?: string;
  /** Facts that are confirmed or corrected; those not named stay. */
  @IsOptional() @IsObject() @ValidateNested() @Type(() => ComplaintFacts) facts?: ComplaintFacts;
  /** How far the complaint reaches, as assessed. */
  @ApiProperty({ enum: impacts, required: false }) @IsOptional() @IsIn(impacts) impact?: Impact;
  /** Another level than the rules give, with a reason. */
  @ApiProperty({ enum: levels, required: false }) @IsOptional() @IsIn(levels) level?: ComplaintLevel;
  /** Another severity than the rules give, with a reason. */
  @ApiProperty({ type: 'integer', enum: severities, required: false })
  @IsOptional()
  @IsIn(severities)
  severity?: (typeof severities)[number];
  /**
   * Why the plan's rules are overruled.
   * @example "现场核实后确认影响较小。"
   */
  @IsOptional() @IsString() @Matches(/\S/) @MaxLength(2_000) reason?: string;
}
