import type { KeyRequest, ReleasedKey } from '@redress/personal-data';
import { IsOptional, Matches } from 'class-validator';

/** Asks for a person's key. */
export class KeyRequestDto implements KeyRequest {
  @Matches(/^[\w-]{1,64}$/) personId: string;
  /** Makes the key for this site when the person has none yet. */
  @IsOptional() @Matches(/^[a-z0-9][a-z0-9-]{0,39}$/) createFor?: string;
}

/** A person's key, for the memory of a service. */
export class ReleasedKeyDto implements ReleasedKey {
  personId: string;
  /** 32 bytes, base64. */
  key: string;
}
