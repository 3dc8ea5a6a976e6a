import { ApiProperty } from '@nestjs/swagger';
import { locales, type Locale } from '@redress/contracts';
import type { ChannelClass } from '@redress/delivery';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { templateNames } from '../templates/catalogue';

const channelClasses = ['all', 'mail', 'chat'] as const satisfies readonly ChannelClass[];

/** Names a template in the path. */
export class TemplateNameDto {
  @ApiProperty({ enum: templateNames }) @IsIn(templateNames) name: string;
}

/** Which variant of a template is meant. */
export class TemplateVariantDto {
  /** Language of the recipients. */
  @ApiProperty({ enum: locales }) @IsIn(locales) locale: Locale;
  /** Where it goes: mail, robots of group chats, or every channel without words of its own. */
  @ApiProperty({ enum: channelClasses, required: false, default: 'all' })
  @IsOptional()
  @IsIn(channelClasses)
  channels: ChannelClass = 'all';
}

/** A site's own words of a message. */
export class ChangeTemplateDto extends TemplateVariantDto {
  /**
   * In one line; `{number}` stands for the complaint's number.
   * @example "投诉 {number} 请处理"
   */
  @IsString() @Matches(/^[^\r\n]*\S[^\r\n]*$/) @MaxLength(200) subject: string;
  /**
   * A line that names what a message has not is left out of it.
   * @example "投诉 {number} 请处理。\n查看并确认：{link}"
   */
  @IsString() @Matches(/\S/) @MaxLength(4_000) text: string;
}

/** What is to be seen filled in; without words those that count now. */
export class PreviewTemplateDto extends TemplateVariantDto {
  /** @example "投诉 {number} 请处理" */
  @IsOptional() @IsString() @Matches(/^[^\r\n]*\S[^\r\n]*$/) @MaxLength(200) subject?: string;
  /** @example "投诉 {number} 请处理。\n查看并确认：{link}" */
  @IsOptional() @IsString() @Matches(/\S/) @MaxLength(4_000) text?: string;
}

/** A message filled with facts that are made up. */
export class TemplatePreviewDto {
  subject: string;
  text: string;
}

/** Which part of the list is asked for. */
export class TemplatesQueryDto {
  @ApiProperty({ enum: locales, required: false }) @IsOptional() @IsIn(locales) locale?: Locale;
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

/** A template as it counts now. */
export class TemplateDto {
  /** @example "severe" */
  name: string;
  @ApiProperty({ enum: locales }) locale: Locale;
  @ApiProperty({ enum: channelClasses }) channels: ChannelClass;
  @ApiProperty({ enum: ['staff', 'complainant'] }) audience: 'staff' | 'complainant';
  subject: string;
  text: string;
  /** False where the built-in words count. */
  overridden: boolean;
  /** How often the site changed it; 0 where it never did. */
  @ApiProperty({ type: 'integer' }) version: number;
  /**
   * Who changed it last, `staff:<id>`.
   * @example "staff:li.wei"
   */
  changedBy?: string;
  changedAt?: string;
  /** Placeholders it may have. */
  placeholders: string[];
  /** Those it cannot do without. */
  required: string[];
}

/** A page of the templates. */
export class TemplatesPageDto {
  items: TemplateDto[];
  /** Where the next page goes on; absent on the last. */
  next?: string;
}
