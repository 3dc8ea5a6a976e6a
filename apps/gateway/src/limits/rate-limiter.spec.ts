import { realServices, uniqueName } from '@redress/testing';
import fc from 'fast-check';
import { Redis } from 'ioredis';
import { limitedAddress } from './address';
import { gcra } from './gcra';
import { LocalRateLimiter, SharedRateLimiter } from './rate-limiter';

describe('gcra', () => {
  it('never lets more through in any period than the count, plus what drips in', () => {
    const limit = { count: 5, periodMs: 1_000 };
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 100 }), (gaps) => {
        let now = 10_000;
        let kept = 0;
        const passed: number[] = [];
        for (const gap of gaps) {
          now += gap;
          const { verdict, arrival } = gcra(kept, now, limit);
          kept = arrival;
          if (verdict.allowed) passed.push(now);
        }
        return passed.every(
          (start) => passed.filter((at) => at >= start && at < start + limit.periodMs).length <= 2 * limit.count,
        );
      }),
    );
  });

  it('says exactly when the next one fits', () => {
    const limit = { count: 2, periodMs: 1_000 };
    let kept = 0;
    for (const at of [0, 0]) kept = gcra(kept, 5_000 + at, limit).arrival;
    const { retryAfterMs } = gcra(kept, 5_000, limit).verdict;
    expect(retryAfterMs).toBe(500);
    expect(gcra(kept, 5_499, limit).verdict.allowed).toBe(false);
    expect(gcra(kept, 5_500, limit).verdict.allowed).toBe(true);
  });
});

describe('the limiter over Redis', () => {
  const redis = new Redis(realServices().redisUrl, { maxRetriesPerRequest: 1 });
  const limiter = new SharedRateLimiter(redis, uniqueName());
  afterAll(() => redis.quit());

  it('gives the same verdicts as the one in memory', async () => {
    const local = new LocalRateLimiter();
    const limit = { count: 3, periodMs: 600_000 };
    for (let turn = 0; turn < 5; turn += 1) {
      const [shared, own] = [await limiter.take('a', limit), await local.take('a', limit)];
      expect(shared.allowed).toBe(own.allowed);
      expect(Math.abs(shared.retryAfterMs - own.retryAfterMs)).toBeLessThan(5_000);
    }
  });

  it('shares its counts and keeps keys apart', async () => {
    const limit = { count: 1, periodMs: 60_000 };
    const verdicts = await Promise.all(Array.from({ length: 10 }, () => limiter.take('b', limit)));
    expect(verdicts.filter(({ allowed }) => allowed)).toHaveLength(1);
    expect((await limiter.take('c', limit)).allowed).toBe(true);
    await limiter.forget('b');
    expect((await limiter.take('b', limit)).allowed).toBe(true);
  });

  it('leaves nothing in Redis for ever', async () => {
    const prefix = uniqueName();
    await new SharedRateLimiter(redis, prefix).take('d', { count: 10, periodMs: 60_000 });
    expect(await redis.pttl(`${prefix}:limit:d`)).toBeGreaterThan(0);
  });

  it('goes on counting in this process when Redis is away', async () => {
    const away = new Redis('redis://127.0.0.1:1', {
      maxRetriesPerRequest: 0,
      enableOfflineQueue: false,
      retryStrategy: () => null,
    });
    away.on('error', () => undefined);
    const alone = new SharedRateLimiter(away, uniqueName());
    const limit = { count: 2, periodMs: 60_000 };
    const verdicts = [await alone.take('e', limit), await alone.take('e', limit), await alone.take('e', limit)];
    expect(verdicts.map(({ allowed }) => allowed)).toEqual([true, true, false]);
    away.disconnect();
  });
});

describe('limitedAddress', () => {
  it.each([
    ['10.1.2.3', '10.1.2.3'],
    ['::ffff:10.1.2.3', '10.1.2.3'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('takes %s as %s', (address, limited) => expect(limitedAddress(address)).toBe(limited));
});
