import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Begins an operation `perSecond` times a second, whether the ones before have ended or not, as people do; waits for
 * the last ones. @throws what the first failing operation throws
 */
export const openLoop = async (
  perSecond: number,
  forMs: number,
  work: (index: number) => Promise<unknown>,
): Promise<number> => {
  const total = Math.round((perSecond * forMs) / 1000);
  const started = performance.now();
  const running: Promise<unknown>[] = [];
  for (let index = 0; index < total; index++) {
    const wait = started + (index * 1000) / perSecond - performance.now();
    if (wait > 0) await sleep(wait);
    running.push(work(index));
  }
  await Promise.all(running);
  return total;
};
