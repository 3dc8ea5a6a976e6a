import { IsString, MaxLength, MinLength } from 'class-validator';

/** Who signs in. */
export class SignInDto {
  /** @example "clerk" */
  @IsString() @MinLength(1) @MaxLength(80) username: string;
  /** @example "correct-horse-battery" */
  @IsString() @MinLength(1) @MaxLength(128) password: string;
}

/** Who is signed in. */
export class StaffDto {
  /** @example "01939c2e-7b1a-7c55-9d3e-2f6f5f0c9a11" */
  staffId: string;
  /** @example "main" */
  siteId: string;
  /** @example ["clerk"] */
  roles: string[];
  /** @example "王芳" */
  name: string;
}

/** A token for the API; send it as `Authorization: Bearer …`. */
export class SignedInDto {
  accessToken: string;
  /**
   * Seconds until the token expires; get the next one with `/api/v1/auth/refresh` before.
   * @example 600
   */
  expiresIn: number;
  staff: StaffDto;
}
