import { locales, roles, type Locale, type Role } from '@redress/contracts';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsEmail,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';

/** A member of the first staff. */
export class FirstStaffDto {
  @Matches(/^[\w.@-]{1,73}$/) staffId: string;
  @IsString() @Matches(/\S/) @MaxLength(80) name: string;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(12) @IsIn(roles, { each: true }) roles: Role[];
  @IsOptional() @IsEmail() @MaxLength(254) email?: string;
  @IsOptional() @IsIn(locales) locale?: Locale;
}

/** The first staff of a site, on duty for their roles until somebody keeps a roster. */
export class BootstrapRosterDto {
  @Matches(/^[a-z0-9][a-z0-9-]{0,39}$/) siteId: string;
  @IsArray()
  @ArrayMaxSize(200)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => FirstStaffDto)
  staff: FirstStaffDto[];
}

/** What it did. */
export class BootstrappedDto {
  /** Turns of duty that were not there before. */
  assigned: number;
}
