import { roles, type Role } from '@redress/contracts';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';

/** A new account. */
export class NewAccountDto {
  /**
   * Lower-case letters, digits, dot, dash and underscore.
   * @example "wang.fang"
   */
  @Matches(/^[a-z0-9][a-z0-9._-]{1,39}$/) username: string;

  /**
   * The name others see.
   * @example "王芳"
   */
  @IsString() @MinLength(1) @MaxLength(80) name: string;

  /** @example ["handler"] */
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(11) @ArrayUnique() @IsIn(roles, { each: true }) roles: Role[];

  /**
   * At least 12 characters; without one a random password is made and answered once.
   * @example "correct-horse-battery"
   */
  @IsOptional() @IsString() @MinLength(12) @MaxLength(128) password?: string;

  /**
   * The site; the caller's own when absent. Only headquarters may name another.
   * @example "main"
   */
  @IsOptional() @Matches(/^[a-z0-9][a-z0-9-]{0,39}$/) siteId?: string;
}

/** An account as administrators see it. */
export class AccountDto {
  staffId: string;
  /** @example "wang.fang" */
  username: string;
  /** @example "王芳" */
  name: string;
  /** @example "main" */
  siteId: string;
  /** @example ["handler"] */
  roles: string[];
  /** ISO 8601, UTC. */
  createdAt: string;
}

/** An account that was just made. */
export class CreatedAccountDto extends AccountDto {
  /** Only when it was made by the server, and only this once. */
  password?: string;
}

/** A page of accounts. */
export class AccountPageDto {
  items: AccountDto[];
  /** Give it as `after` to read on; absent on the last page. */
  next?: string;
}

/** Which accounts. */
export class AccountQueryDto {
  /** At most so many. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(200) limit: number = 50;

  /** The `next` of the page before. */
  @IsOptional() @Matches(/^[a-z0-9][a-z0-9._-]{1,39}$/) after?: string;

  /** The site; the caller's own when absent. Only headquarters may name another. */
  @IsOptional() @Matches(/^[a-z0-9][a-z0-9-]{0,39}$/) siteId?: string;
}

/** Whose password is lost. */
export class LostPasswordDto {
  @Matches(/^[a-z0-9][a-z0-9._-]{1,39}$/) username: string;
}

/** A first account with its password, shown once. */
export class FirstAccountDto {
  username: string;
  password: string;
  staffId: string;
  roles: string[];
  name: string;
}
