import {
  mostKeysAtOnce,
  type KeyRequest,
  type KeysRequest,
  type ReleasedKey,
  type ReleasedKeys,
} from '@redress/personal-data';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsOptional, Matches } from 'class-validator';

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

/** Asks for the keys of many persons. */
export class KeysRequestDto implements KeysRequest {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(mostKeysAtOnce)
  @Matches(/^[\w-]{1,64}$/, { each: true })
  personIds: string[];
}

/** The keys there are, and whose were destroyed; who is in neither list has none. */
export class ReleasedKeysDto implements ReleasedKeys {
  keys: ReleasedKeyDto[];
  erased: string[];
}
