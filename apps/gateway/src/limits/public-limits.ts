import { createHash } from 'node:crypto';
import type { PublicLimit } from '../proxy/routes';
import { limitedAddress } from './address';
import type { RateLimiter } from './rate-limiter';
import { tooMany } from './sign-in-limits';

const minute = 60_000;

/** What one address may ask of the public routes. */
export class PublicLimits {
  constructor(
    private readonly limiter: RateLimiter,
    private readonly perMinute: Readonly<Record<PublicLimit, number>>,
  ) {}

  /** Counts a request. @throws ProblemException 429 with Retry-After */
  async check(limit: PublicLimit, address: string): Promise<void> {
    const who = createHash('sha256').update(limitedAddress(address)).digest('base64url').slice(0, 22);
    const { allowed, retryAfterMs } = await this.limiter.take(`${limit}:${who}`, {
      count: this.perMinute[limit],
      periodMs: minute,
    });
    if (!allowed) throw tooMany(retryAfterMs);
  }
}
