import type { KeyRequest, ReleasedKey } from '@redress/personal-data';
import { IsBoolean, IsOptional, Matches } from 'class-validator';

/** Asks for a person's key. */
export class KeyRequestDto implements KeyRequest {
  @Matches(/^[\w-]{1,64}$/) personId: string;
  /** Makes the key when the person has none yet. */
  @IsOptional() @IsBoolean() create?: boolean;
}

/** A person's key, for the memory of a service. */
export class ReleasedKeyDto implements ReleasedKey {
  personId: string;
  /** 32 bytes, base64. */
  key: string;
}
