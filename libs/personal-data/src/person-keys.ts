import { TransientFault } from '@redress/kernel';

/** A person's data key, in memory only. 32 bytes, AES-256-GCM. */
export interface PersonKey {
  readonly personId: string;
  readonly key: Uint8Array;
}

/** Where data keys come from: the vault itself in intake, the vault over HTTP elsewhere (decisions.md 7, 14). */
export interface PersonKeys {
  /**
   * The key of a person; made on first use for the site in `createFor`, whose staff alone may erase it.
   * @throws PersonErased the key was destroyed · PersonUnknown no such key · KeysUnavailable (a TransientFault: 503).
   */
  keyOf(personId: string, options?: { readonly createFor?: string }): Promise<PersonKey>;
  /** Drops a key from memory: after PersonErased. */
  forget(personId: string): void;
}

/** Keys of many persons at once: one request for a whole batch. */
export interface PersonKeyBatches {
  /**
   * The keys of these persons, or why one has none.
   * @throws KeysUnavailable (a TransientFault)
   */
  keysOf(personIds: readonly string[]): Promise<ReadonlyMap<string, PersonKey | 'erased' | 'unknown'>>;
}

/** The person's key was destroyed: what it sealed is gone for good (HTTP 410). */
export class PersonErased extends Error {
  constructor(readonly personId: string) {
    super('the personal data was erased');
    this.name = 'PersonErased';
  }
}

/** No key was ever made for this person. */
export class PersonUnknown extends Error {
  constructor(readonly personId: string) {
    super('no key exists for this person');
    this.name = 'PersonUnknown';
  }
}

/** The vault cannot be asked for now; nothing may be stored in clear instead (decisions.md 14). */
export class KeysUnavailable extends TransientFault {
  constructor(options?: { cause?: unknown }) {
    super('the keys of personal data cannot be reached', options);
    this.name = 'KeysUnavailable';
  }
}

/** `POST` here on intake with a KeyRequest answers with a ReleasedKey; 404 unknown, 410 erased. */
export const keyReleasePath = '/internal/keys/release';

/** `POST` here on intake with a KeysRequest answers with ReleasedKeys. */
export const keysReleasePath = '/internal/keys/release-many';

/** Most persons in one request. */
export const mostKeysAtOnce = 100;

export interface KeyRequest {
  readonly personId: string;
  /** Site to make the key for, when there is none yet. */
  readonly createFor?: string;
}

export interface ReleasedKey {
  readonly personId: string;
  /** The data key, base64. */
  readonly key: string;
}

export interface KeysRequest {
  readonly personIds: readonly string[];
}

/** Who is in neither list has no key. */
export interface ReleasedKeys {
  readonly keys: readonly ReleasedKey[];
  readonly erased: readonly string[];
}
