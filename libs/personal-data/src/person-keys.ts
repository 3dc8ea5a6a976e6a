/** A person's data key, in memory only. 32 bytes, AES-256-GCM. */
export interface PersonKey {
  readonly personId: string;
  readonly key: Uint8Array;
}

/** Where data keys come from: the vault itself in intake, the vault over HTTP elsewhere (decisions.md 7, 14). */
export interface PersonKeys {
  /**
   * The key of a person, made on first use where `create` is set.
   * @throws PersonErased the key was destroyed · PersonUnknown no such key · KeysUnavailable (a TransientFault: 503).
   */
  keyOf(personId: string, options?: { readonly create?: boolean }): Promise<PersonKey>;
  /** Drops a key from memory: after PersonErased. */
  forget(personId: string): void;
}
