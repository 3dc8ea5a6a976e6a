import { setTimeout as sleep } from 'node:timers/promises';

/** How long to keep trying (milliseconds, default 15,000) and how often (default every 25). */
export interface EventuallyOptions {
  readonly timeoutMs?: number;
  readonly intervalMs?: number;
}

/**
 * Repeats a check until it stops throwing, and gives back what it returned.
 * @throws the check's own last error once the time is up, so that the failed expectation is what one reads.
 */
export const eventually = async <T>(check: () => T | Promise<T>, options: EventuallyOptions = {}): Promise<T> => {
  const { timeoutMs = 15_000, intervalMs = 25 } = options;
  const giveUpAt = performance.now() + timeoutMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() >= giveUpAt) throw error;
      await sleep(intervalMs);
    }
  }
};
