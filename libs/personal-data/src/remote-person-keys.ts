import { setTimeout as sleep } from 'node:timers/promises';
import { KeyCache } from './key-cache';
import {
  keyReleasePath,
  keysReleasePath,
  KeysUnavailable,
  mostKeysAtOnce,
  PersonErased,
  PersonUnknown,
  type KeyRequest,
  type PersonKey,
  type PersonKeyBatches,
  type PersonKeys,
  type ReleasedKey,
  type ReleasedKeys,
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
export class RemotePersonKeys implements PersonKeys, PersonKeyBatches {
  private readonly cache: KeyCache;
  private readonly asked = new Map<string, Promise<PersonKey>>();
  private readonly batches = new Set<Set<string>>();

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

  async keysOf(personIds: readonly string[]): ReturnType<PersonKeyBatches['keysOf']> {
    const all = new Map<string, PersonKey | 'erased' | 'unknown'>();
    const missing: string[] = [];
    for (const personId of new Set(personIds)) {
      const cached = this.cache.get(personId);
      if (cached) all.set(personId, cached);
      else missing.push(personId);
    }
    for (let from = 0; from < missing.length; from += mostKeysAtOnce) {
      for (const [personId, key] of await this.batch(missing.slice(from, from + mostKeysAtOnce)))
        all.set(personId, key);
    }
    return all;
  }

  forget(personId: string): void {
    this.cache.forget(personId);
    for (const name of this.asked.keys()) if (name.startsWith(`${personId}:`)) this.asked.delete(name);
    for (const batch of this.batches) batch.delete(personId);
  }

  private async batch(personIds: readonly string[]): ReturnType<PersonKeyBatches['keysOf']> {
    // A key that was forgotten while it was on its way must not be remembered after all.
    const wanted = new Set(personIds);
    this.batches.add(wanted);
    try {
      const [found, gone] = await this.repeatedly(async () => {
        const { keys, erased } = await this.post<ReleasedKeys>(keysReleasePath, { personIds });
        return [new Map(keys.map((released) => [released.personId, keyFrom(released)])), new Set(erased)] as const;
      });
      for (const key of found.values()) if (wanted.has(key.personId)) this.cache.put(key);
      const reasonOf = (personId: string) => (gone.has(personId) ? ('erased' as const) : ('unknown' as const));
      return new Map(personIds.map((personId) => [personId, found.get(personId) ?? reasonOf(personId)]));
    } finally {
      this.batches.delete(wanted);
    }
  }

  private release(request: KeyRequest): Promise<PersonKey> {
    return this.repeatedly(() => this.ask(request));
  }

  /** @throws KeysUnavailable when it fails every time, for another reason than that there is no key */
  private async repeatedly<T>(ask: () => Promise<T>): Promise<T> {
    let cause: unknown;
    for (let attempt = 1; attempt <= tries; attempt++) {
      try {
        return await ask();
      } catch (error) {
        if (error instanceof PersonErased || error instanceof PersonUnknown) throw error;
        cause = error;
        if (attempt < tries) await sleep(50 * 2 ** attempt * (0.5 + Math.random()));
      }
    }
    throw new KeysUnavailable({ cause });
  }

  private async ask(request: KeyRequest): Promise<PersonKey> {
    const released = await this.post<ReleasedKey>(keyReleasePath, request, (status) => {
      if (status === 404) throw new PersonUnknown(request.personId);
      if (status === 410) throw new PersonErased(request.personId);
    });
    return keyFrom({ ...released, personId: request.personId });
  }

  private async post<T>(path: string, body: object, refusal: (status: number) => void = () => undefined): Promise<T> {
    const response = await fetch(new URL(path, this.options.intakeUrl), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await this.options.token()}` },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(this.options.timeoutMs ?? 2_000),
    });
    refusal(response.status);
    if (!response.ok) throw new Error(`the vault answered ${response.status}`);
    return (await response.json()) as T;
  }
}

const keyFrom = ({ personId, key }: ReleasedKey): PersonKey => {
  const bytes = Buffer.from(key, 'base64');
  if (bytes.length !== 32) throw new Error('the vault released a malformed key');
  return { personId, key: bytes };
};
