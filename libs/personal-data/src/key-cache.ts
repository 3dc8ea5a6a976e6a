import type { PersonKey } from './person-keys';

/** How long and how many keys may stay in memory (invariant 19: minutes at most). */
export interface KeyCacheLimits {
  readonly maxAgeMs: number;
  readonly maxKeys: number;
}

export const keyCacheLimits: KeyCacheLimits = { maxAgeMs: 5 * 60_000, maxKeys: 10_000 };

/**
 * Data keys in memory, the least recently used one leaves first. Times are of this process only.
 * A key that is too old leaves even when nobody asks for it again.
 */
export class KeyCache {
  private readonly kept = new Map<string, { readonly key: PersonKey; readonly until: number }>();
  private sweeper?: NodeJS.Timeout;

  constructor(private readonly limits: KeyCacheLimits = keyCacheLimits) {}

  /** Keys in memory now. */
  get size(): number {
    return this.kept.size;
  }

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
    this.sweeper ??= setInterval(() => this.sweep(), Math.min(this.limits.maxAgeMs, 30_000)).unref();
  }

  forget(personId: string): void {
    this.kept.delete(personId);
  }

  /** Lets go of what is too old, and of the timer when nothing is left. */
  private sweep(): void {
    const now = performance.now();
    for (const [personId, { until }] of this.kept) {
      if (until <= now) this.kept.delete(personId);
    }
    if (this.kept.size > 0) return;
    clearInterval(this.sweeper);
    this.sweeper = undefined;
  }
}
