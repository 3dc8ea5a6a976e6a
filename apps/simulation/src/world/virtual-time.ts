import timersPromises from 'node:timers/promises';
import type { Happening } from './event-queue';
import type { World } from './world';

type Callback = (...args: unknown[]) => void;

/** What setTimeout gives: enough of a NodeJS.Timeout for those who hold one. */
class VirtualTimer {
  constructor(public happening?: Happening) {}

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}

const abortError = (): Error =>
  Object.assign(new Error('The operation was aborted'), { name: 'AbortError', code: 'ABORT_ERR' });

const sleepIn =
  (world: World) =>
  <T>(ms = 0, value?: T, { signal }: { signal?: AbortSignal } = {}): Promise<T | undefined> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(abortError());
      const abort = (): void => {
        waking.run = undefined;
        reject(abortError());
      };
      const waking = world.after(ms, () => {
        signal?.removeEventListener('abort', abort);
        resolve(value);
      });
      signal?.addEventListener('abort', abort, { once: true });
    });

const timersOf = (world: World) => ({
  setTimeout: (callback: Callback, ms = 0, ...args: unknown[]) =>
    new VirtualTimer(world.after(ms, () => callback(...args))),
  setInterval: (callback: Callback, ms = 0, ...args: unknown[]) => {
    const timer = new VirtualTimer();
    const plan = (): void => {
      timer.happening = world.after(Math.max(1, ms), () => {
        plan();
        callback(...args);
      });
    };
    plan();
    return timer;
  },
});

const stop = (timer: unknown): void => {
  if (timer instanceof VirtualTimer && timer.happening) timer.happening.run = undefined;
};

/**
 * Puts the time and the chance of a world into the place of the process's own: what the product's code waits for, reads
 * from a clock or draws is the world's. Gives back what undoes it.
 */
export const useTimeOf = (world: World): (() => void) => {
  const replaced: [object, string, unknown][] = [
    ...Object.entries({ ...timersOf(world), clearTimeout: stop, clearInterval: stop }).map(
      ([name, value]): [object, string, unknown] => [globalThis, name, value],
    ),
    [timersPromises, 'setTimeout', sleepIn(world)],
    [Date, 'now', () => world.wallClock()],
    [performance, 'now', () => world.now - world.startedAt],
    [Math, 'random', () => world.random.next()],
  ];
  const undo = replaced.map(([target, name, value]) => {
    const before = Object.getOwnPropertyDescriptor(target, name);
    Object.defineProperty(target, name, { value, configurable: true, writable: true });
    return () => (before ? Object.defineProperty(target, name, before) : Reflect.deleteProperty(target, name));
  });
  return () => undo.forEach((each) => each());
};
