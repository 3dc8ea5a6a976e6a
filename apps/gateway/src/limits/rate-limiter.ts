import type { Redis } from 'ioredis';
import { gcra, type Limit, type Verdict } from './gcra';

/** Counts events by key against a limit. */
export interface RateLimiter {
  /** Counts one event if it fits. */
  take(key: string, limit: Limit): Promise<Verdict>;
  /** Forgets what was counted. */
  forget(key: string): Promise<void>;
}

/** Most keys one process remembers; the oldest go first. */
const mostKeys = 50_000;

/** A limiter of this process alone. */
export class LocalRateLimiter implements RateLimiter {
  private readonly arrivals = new Map<string, number>();

  constructor(private readonly now: () => number = Date.now) {}

  take(key: string, limit: Limit): Promise<Verdict> {
    const { verdict, arrival } = gcra(this.arrivals.get(key) ?? 0, this.now(), limit);
    this.arrivals.delete(key);
    this.arrivals.set(key, arrival);
    if (this.arrivals.size > mostKeys) this.arrivals.delete(this.arrivals.keys().next().value ?? key);
    return Promise.resolve(verdict);
  }

  forget(key: string): Promise<void> {
    this.arrivals.delete(key);
    return Promise.resolve();
  }
}

/** GCRA in Redis, on its clock: gateways share the counts. Keep in step with gcra.ts; the specs compare them. */
const script = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local count, period = tonumber(ARGV[1]), tonumber(ARGV[2])
local arrival = tonumber(redis.call('GET', KEYS[1]) or '0')
local next = math.max(arrival, now) + period / count
local wait = math.ceil(next - period - now)
if wait > 0 then return wait end
redis.call('SET', KEYS[1], string.format('%.3f', next), 'PX', math.ceil(next - now) + 1)
return 0
`;

/**
 * A limiter over Redis. While Redis is away it counts in this process: a visitor can still complain (invariant 21), and
 * an attacker still meets a limit.
 */
export class SharedRateLimiter implements RateLimiter {
  private readonly local = new LocalRateLimiter();

  constructor(
    private readonly redis: Redis,
    private readonly prefix: string,
  ) {}

  async take(key: string, limit: Limit): Promise<Verdict> {
    try {
      const wait = Number(await this.redis.eval(script, 1, this.nameOf(key), limit.count, limit.periodMs));
      return { allowed: wait === 0, retryAfterMs: wait };
    } catch {
      return this.local.take(key, limit);
    }
  }

  async forget(key: string): Promise<void> {
    await Promise.all([this.local.forget(key), this.redis.del(this.nameOf(key)).catch(() => undefined)]);
  }

  private nameOf(key: string): string {
    return `${this.prefix}:limit:${key}`;
  }
}
