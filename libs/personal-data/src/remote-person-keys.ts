import { setTimeout as sleep } from 'node:timers/promises';
import { KeyCache } from './key-cache';
import {
  keyReleasePath,
  KeysUnavailable,
  PersonErased,
  PersonUnknown,
  type KeyRequest,
  type PersonKey,
  type PersonKeys,
  type ReleasedKey,
} from './person-keys';

/** How to reach the vault. */
export interface RemoteKeysOptions {
  /** Base address of intake. */
  readonly intakeUrl: string;
  /** A fresh service-to-service token. */
  readonly token: () => Promise<string>;
  readonly cache?: KeyCache;
  /** Per try, milliseconds; default 2,000. */
  readonly timeoutMs?: number;
}

const tries = 3;

/** Data keys from intake's vault over HTTP, in memory for minutes at most (decisions.md 7, 14). */
export class RemotePersonKeys implements PersonKeys {
  private readonly cache: KeyCache;
  private readonly asked = new Map<string, Promise<PersonKey>>();

  constructor(private readonly options: RemoteKeysOptions) {
    this.cache = options.cache ?? new KeyCache();
  }

  async keyOf(personId: string, { createFor }: { readonly createFor?: string } = {}): Promise<PersonKey> {
    const cached = this.cache.get(personId);
    if (cached) return cached;
    // Many commits of one person at once ask once.
    const name = `${personId}:${createFor ?? ''}`;
    const asking = this.asked.get(name) ?? this.release({ personId, ...(createFor !== undefined && { createFor }) });
    this.asked.set(name, asking);
    try {
      const key = await asking;
      // A key that was forgotten while it was on its way must not be remembered after all.
      if (this.asked.get(name) === asking) this.cache.put(key);
      return key;
    } finally {
      if (this.asked.get(name) === asking) this.asked.delete(name);
    }
  }

  forget(personId: string): void {
    this.cache.forget(personId);
    for (const name of this.asked.keys()) if (name.startsWith(`${personId}:`)) this.asked.delete(name);
  }

  private async release(request: KeyRequest): Promise<PersonKey> {
    let cause: unknown;
    for (let attempt = 1; attempt <= tries; attempt++) {
      try {
        return await this.ask(request);
      } catch (error) {
        if (error instanceof PersonErased || error instanceof PersonUnknown) throw error;
        cause = error;
        if (attempt < tries) await sleep(50 * 2 ** attempt * (0.5 + Math.random()));
      }
    }
    throw new KeysUnavailable({ cause });
  }

  private async ask(request: KeyRequest): Promise<PersonKey> {
    const response = await fetch(new URL(keyReleasePath, this.options.intakeUrl), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await this.options.token()}` },
      body: JSON.stringify(request),
      redirect: 'error',
      signal: AbortSignal.timeout(this.options.timeoutMs ?? 2_000),
    });
    if (response.status === 404) throw new PersonUnknown(request.personId);
    if (response.status === 410) throw new PersonErased(request.personId);
    if (!response.ok) throw new Error(`the vault answered ${response.status}`);
    const { key } = (await response.json()) as ReleasedKey;
    const personKey = { personId: request.personId, key: Buffer.from(key, 'base64') };
    if (personKey.key.length !== 32) throw new Error('the vault released a malformed key');
    return personKey;
  }
}
