import { TransientFault } from '@redress/kernel';
import { Coalescer } from './coalescer';

const deferred = () => {
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { gate, open };
};

describe('the coalescer', () => {
  it('works at once when idle and joins what comes while it is busy', async () => {
    const calls: number[][] = [];
    const { gate, open } = deferred();
    const coalescer = new Coalescer<number>(async (items) => {
      calls.push([...items]);
      await gate;
    }, 10);
    const all = [coalescer.add([1]), coalescer.add([2, 3]), coalescer.add([4])];
    open();
    await Promise.all(all);
    expect(calls).toEqual([[1], [2, 3, 4]]);
  });

  it('keeps to its size, and takes a call that is larger alone', async () => {
    const calls: number[][] = [];
    const coalescer = new Coalescer<number>((items) => {
      calls.push([...items]);
      return Promise.resolve();
    }, 2);
    await Promise.all([
      coalescer.add([0]),
      coalescer.add([1, 2, 3]),
      coalescer.add([4]),
      coalescer.add([5]),
      coalescer.add([6]),
    ]);
    expect(calls).toEqual([[0], [1, 2, 3], [4, 5], [6]]);
  });

  it('lets only the caller with the bad item fail', async () => {
    const { gate, open } = deferred();
    const done: number[] = [];
    const coalescer = new Coalescer<number>(async (items) => {
      await gate;
      if (items.includes(13)) throw new Error('bad');
      done.push(...items);
    }, 10);
    const all = [coalescer.add([1]), coalescer.add([13]), coalescer.add([3])];
    open();
    expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(done).toEqual([1, 3]);
  });

  it('gives a fault that passes to all, and does not try them one by one', async () => {
    const { gate, open } = deferred();
    let calls = 0;
    const coalescer = new Coalescer<number>(async () => {
      calls++;
      await gate;
      throw new TransientFault('away');
    }, 10);
    const all = [coalescer.add([1]), coalescer.add([2]), coalescer.add([3])];
    open();
    expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(calls).toBe(2);
  });
});
