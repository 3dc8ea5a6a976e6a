import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { safeError } from '../problems/safe-error';

/** Resolves when a dependency is usable, rejects when not. */
export type ReadinessCheck = (signal: AbortSignal) => Promise<unknown>;

export interface CheckResult {
  readonly name: string;
  readonly ok: boolean;
  /** Why not, without data. */
  readonly reason?: string;
}

const timeoutMs = 2_000;

const expired = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) =>
    signal.addEventListener('abort', () => reject(new Error('no answer in time')), { once: true }),
  );

/** What must work before a service takes traffic; every check is bounded by 2 s. */
@Injectable()
export class ReadinessChecks implements BeforeApplicationShutdown {
  private readonly checks = new Map<string, ReadinessCheck>();
  private closing = false;

  /** Adds a check. @throws Error when the name is taken. */
  add(name: string, check: ReadinessCheck): void {
    if (this.checks.has(name)) throw new Error(`readiness check ${name} exists already`);
    this.checks.set(name, check);
  }

  /** Runs all checks side by side. A service that shuts down is not ready. */
  async run(): Promise<readonly CheckResult[]> {
    if (this.closing) return [{ name: 'shutdown', ok: false, reason: 'the service is stopping' }];
    return Promise.all([...this.checks].map(([name, check]) => this.one(name, check)));
  }

  beforeApplicationShutdown(): void {
    this.closing = true;
  }

  private async one(name: string, check: ReadinessCheck): Promise<CheckResult> {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), timeoutMs);
    try {
      await Promise.race([check(stop.signal), expired(stop.signal)]);
      return { name, ok: true };
    } catch (error) {
      return { name, ok: false, reason: safeError(error).message };
    } finally {
      clearTimeout(timer);
    }
  }
}
