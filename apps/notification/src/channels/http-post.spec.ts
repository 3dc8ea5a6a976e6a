import { listen } from '../spec-kit/listening';
import { httpPost } from './http-post';
import { SendRate } from './send-rate';

const failure = (reason: string) => expect.objectContaining({ name: 'SendFailed', reason }) as object;

describe('a POST', () => {
  it('ends in time where nothing is answered, and reads an answer so far and no further', async () => {
    const server = await listen(({ url }) =>
      url.pathname === '/silent' ? undefined : { status: 200, body: 'x'.repeat(5_000_000) },
    );
    await expect(httpPost(`${server.origin}/silent`, {}, '{}', 200)).rejects.toEqual(failure('http-timeout'));
    expect((await httpPost(server.origin, {}, '{}')).text).toHaveLength(16_384);
    await server.close();
    await expect(httpPost(server.origin, {}, '{}')).rejects.toEqual(failure('http-unreachable'));
  });
});

describe('the rate of sends', () => {
  it('lets no more through in any window, wherever it begins', () => {
    let now = 0;
    const rate = new SendRate([{ most: 3, withinMs: 100 }], () => now);
    const taken: number[] = [];
    for (; now < 1_000; now += 7) if (rate.take('a')) taken.push(now);
    expect(taken.length).toBeGreaterThan(20);
    for (const from of taken) expect(taken.filter((at) => at >= from && at < from + 100).length).toBeLessThanOrEqual(3);
  });
  it('forgets robots that were silent longest, so that memory is bounded', () => {
    const rate = new SendRate([{ most: 1, withinMs: 1_000_000 }], () => 1);
    for (let n = 0; n <= 10_000; n += 1) expect(rate.take(String(n))).toBe(true);
    expect(rate.take('10000')).toBe(false);
    expect(rate.take('0')).toBe(true);
  });
});
