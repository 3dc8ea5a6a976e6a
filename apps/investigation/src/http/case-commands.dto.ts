import { ApiProperty } from '@nestjs/swagger';
import { actMethods, parties, type ActMethod, type Party } from '@redress/contracts';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsISO8601,
  IsObject,
  IsOptional,
  IsRFC3339,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';

/** Names a complaint, and so its case, in the path. */
export class CaseIdDto {
  @IsUUID() id: string;
}

/** Who handles the case from now on. */
export class AssignCaseDto {
  /**
   * Staff id of the handler.
   * @example "li.wei"
   */
  @Matches(/^[\w.@-]{1,73}$/) handlerId: string;
}

/** Somebody who works on the case beside its handler. */
export class TeamMemberDto {
  /**
   * Staff id.
   * @example "wang.fang"
   */
  @Matches(/^[\w.@-]{1,73}$/) staffId: string;
  /**
   * Code of the department.
   * @example "catering"
   */
  @IsOptional() @Matches(/^[\w-]{1,60}$/) department?: string;
}

/** Who works on the case beside its handler from now on; nobody, where the list is empty. */
export class SetTeamDto {
  @IsArray()
  @ArrayMaxSize(20)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => TeamMemberDto)
  members: TeamMemberDto[];
}

/** What was done to find out what happened. */
export class RecordActDto {
  @ApiProperty({ enum: actMethods }) @IsIn(actMethods) method: ActMethod;
  /** Whose account it was about. A finding needs both sides’ accounts, or the attempts to have them. */
  @ApiProperty({ enum: parties, required: false }) @IsOptional() @IsIn(parties) party?: Party;
  /** False where the account could not be had. */
  @IsBoolean() obtained: boolean;
  /**
   * When it took place, with a time zone; now, when it is not said. Not in the future.
   * @example "2026-10-01T14:00:00+08:00"
   */
  @IsOptional() @IsRFC3339() @IsISO8601({ strict: true }) @MaxLength(40) actedAt?: string;
  /**
   * What came out.
   * @example "当班服务员承认当时语气不当。"
   */
  @IsString() @Matches(/\S/) @MaxLength(10_000) findings: string;
}

/** Who is complained against: a member of staff, or anybody in words. */
export class NameRespondentDto {
  /**
   * Staff id; this person can do nothing in the case any more.
   * @example "wang.fang"
   */
  @IsOptional() @Matches(/^[\w.@-]{1,73}$/) staffId?: string;
  /**
   * Code of the department concerned.
   * @example "catering"
   */
  @IsOptional() @Matches(/^[\w-]{1,60}$/) department?: string;
  /**
   * Who it is, where that is no member of staff.
   * @example "东门外租赁摊主"
   */
  @IsOptional() @IsString() @Matches(/\S/) @MaxLength(500) description?: string;
}

/** A member of staff who is not concerned after all. */
export class ClearRespondentDto {
  /**
   * Staff id.
   * @example "wang.fang"
   */
  @Matches(/^[\w.@-]{1,73}$/) staffId: string;
  /**
   * How that came out.
   * @example "监控显示当时不在岗。"
   */
  @IsString() @Matches(/\S/) @MaxLength(2_000) reason: string;
}

/** The finding of an investigation. */
export class CompleteInvestigationDto {
  /** Whether the complaint is substantiated. */
  @IsBoolean() substantiated: boolean;
  /**
   * Code of the root cause; needed where the complaint is substantiated.
   * @example "staff-attitude"
   */
  @IsOptional() @Matches(/^[\w-]{1,60}$/) rootCause?: string;
  /**
   * The report: what was found and how.
   * @example "经调取监控并询问当事人，服务人员确有言语不当。"
   */
  @IsString() @Matches(/\S/) @MaxLength(20_000) report: string;
}

/** What the complainant was told. */
export class GiveFeedbackDto {
  /**
   * The result, its reasons and the measures.
   * @example "您反映的情况属实，我们向您道歉，并已退还门票款。"
   */
  @IsString() @Matches(/\S/) @MaxLength(10_000) feedback: string;
}

/** Whether the measures worked. */
export class EvaluateOutcomeDto {
  /** Whether the problem is thoroughly solved. */
  @IsBoolean() effective: boolean;
}
