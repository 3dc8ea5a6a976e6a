import { LongRuns } from './long-runs';

/** Work whose end the spec decides. */
const openWork = <T>() => {
  let [end, fail]: [(value: T) => void, (error: Error) => void] = [() => undefined, () => undefined];
  const outcome = new Promise<T>((resolve, reject) => ([end, fail] = [resolve, reject]));
  let begun = 0;
  const work = (): Promise<T> => {
    begun += 1;
    return outcome;
  };
  return { work, end: (value: T) => end(value), fail: (error: Error) => fail(error), begun: () => begun };
};

describe('long runs', () => {
  it('tell the outcome of what ends in time', async () => {
    expect(await new LongRuns<number>().join('a', () => Promise.resolve(7))).toBe(7);
  });

  it('let whoever asks again join, and begin once', async () => {
    const runs = new LongRuns<number>({ waitMs: 5, most: 2 });
    const { work, end, begun } = openWork<number>();
    expect(await runs.join('a', work)).toBeUndefined();
    expect(await runs.join('a', work)).toBeUndefined();
    end(3);
    expect(await runs.join('a', work)).toBe(3);
    expect(begun()).toBe(1);
    await runs.join('a', work);
    expect(begun()).toBe(2);
  });

  it('keep a failure for the one who asks next', async () => {
    const runs = new LongRuns<number>({ waitMs: 5, most: 2 });
    const { work, fail } = openWork<number>();
    expect(await runs.join('a', work)).toBeUndefined();
    fail(new Error('away'));
    await expect(runs.join('a', work)).rejects.toThrow('away');
    expect(await runs.join('a', () => Promise.resolve(1))).toBe(1);
  });

  it('are few at a time, and end with the service', async () => {
    const runs = new LongRuns<number>({ waitMs: 5, most: 1 });
    let signal: AbortSignal | undefined;
    await runs.join('a', (given) => {
      signal = given;
      return openWork<number>().work();
    });
    await expect(runs.join('b', () => Promise.resolve(1))).rejects.toMatchObject({ code: 'too-many-requests' });
    runs.stop();
    expect(signal?.aborted).toBe(true);
  });
});
