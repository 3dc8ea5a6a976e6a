import { createHash } from 'node:crypto';
import { ProblemException } from '@redress/platform';
import { limitedAddress } from './address';
import type { Limit } from './gcra';
import type { RateLimiter } from './rate-limiter';

/** Injects the SignInLimits. */
export const SIGN_IN_LIMITS = Symbol('SIGN_IN_LIMITS');

const quarterHour = 15 * 60_000;

/** Short, and no name or address in Redis. */
const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);

/** The answer to whoever comes too often. */
export const tooMany = (retryAfterMs: number): ProblemException =>
  new ProblemException('too-many-requests', 429, {
    headers: { 'retry-after': String(Math.max(1, Math.ceil(retryAfterMs / 1_000))) },
  });

/**
 * Against guessing: few tries per account and address, more per address, and a high ceiling per account, so that a
 * stranger can hardly lock out a duty manager. Unknown names count like known ones.
 */
export class SignInLimits {
  constructor(
    private readonly limiter: RateLimiter,
    private readonly failures: number,
  ) {}

  /** Counts a try before the password is looked at. @throws ProblemException 429 */
  async attempt(username: string, address: string): Promise<void> {
    for (const [key, limit] of this.countersOf(username, address)) {
      const { allowed, retryAfterMs } = await this.limiter.take(key, limit);
      if (!allowed) throw tooMany(retryAfterMs);
    }
  }

  /** The password was right: what this person got wrong from here is forgotten. */
  async succeeded(username: string, address: string): Promise<void> {
    await this.limiter.forget(this.pairKey(username, address));
  }

  private countersOf(username: string, address: string): [string, Limit][] {
    return [
      [this.pairKey(username, address), { count: this.failures, periodMs: quarterHour }],
      [`sign-in:address:${digest(limitedAddress(address))}`, { count: this.failures * 20, periodMs: quarterHour }],
      [`sign-in:account:${digest(username)}`, { count: this.failures * 20, periodMs: quarterHour }],
    ];
  }

  private pairKey(username: string, address: string): string {
    return `sign-in:pair:${digest(JSON.stringify([username, limitedAddress(address)]))}`;
  }
}
