import type { PersonKey } from './person-keys';

/** How long and how many keys may stay in memory (invariant 19: minutes at most). */
export interface KeyCacheLimits {
  readonly maxAgeMs: number;
  readonly maxKeys: number;
}

export const keyCacheLimits: KeyCacheLimits = { maxAgeMs: 5 * 60_000, maxKeys: 10_000 };

/** Data keys in memory, the least recently used one leaves first. Times are of this process only. */
export class KeyCache {
  private readonly kept = new Map<string, { readonly key: PersonKey; readonly until: number }>();

  constructor(private readonly limits: KeyCacheLimits = keyCacheLimits) {}

  get(personId: string): PersonKey | undefined {
    const entry = this.kept.get(personId);
    if (!entry) return undefined;
    this.kept.delete(personId);
    if (entry.until <= performance.now()) return undefined;
    this.kept.set(personId, entry);
    return entry.key;
  }

  put(key: PersonKey): void {
    this.kept.delete(key.personId);
    this.kept.set(key.personId, { key, until: performance.now() + this.limits.maxAgeMs });
    const oldest = this.kept.keys().next();
    if (this.kept.size > this.limits.maxKeys && !oldest.done) this.kept.delete(oldest.value);
  }

  forget(personId: string): void {
    this.kept.delete(personId);
  }
}
