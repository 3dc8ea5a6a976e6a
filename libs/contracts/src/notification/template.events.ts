import { IsIn, IsInt, IsISO8601, IsString, Matches, MaxLength, Min } from 'class-validator';
import { Contract } from '../contract';
import { locales } from '../shared';

/** A site has words of its own for a message, in a language and over a class of channels. */
@Contract('notification')
export class TemplateChanged {
  @IsString() @MaxLength(60) name: string;
  @IsIn(locales) locale: (typeof locales)[number];
  /** `all`, or a class of channels such as `mail` or `chat`. */
  @Matches(/^[a-z][A-Za-z0-9]{0,39}$/) @MaxLength(40) channels: string;
  /** Counts the changes of this template. */
  @IsInt() @Min(1) version: number;
  /** `staff:<id>`. */
  @IsString() @MaxLength(80) changedBy: string;
  @IsISO8601() changedAt: string;
}

/** The built-in words of a message count again. */
@Contract('notification')
export class TemplateReverted {
  @IsString() @MaxLength(60) name: string;
  @IsIn(locales) locale: (typeof locales)[number];
  @Matches(/^[a-z][A-Za-z0-9]{0,39}$/) @MaxLength(40) channels: string;
  @IsInt() @Min(1) version: number;
  /** `staff:<id>`. */
  @IsString() @MaxLength(80) revertedBy: string;
  @IsISO8601() revertedAt: string;
}
