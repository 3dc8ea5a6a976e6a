import { setTimeout as sleep } from 'node:timers/promises';

/** What is waited for. */
export interface Waiting {
  readonly what: string;
  readonly timeoutMs: number;
  /** Whether it is of no use to wait any longer. */
  readonly over: () => boolean;
}

/** Repeats a check until it is true; an error counts as not yet. @throws when it is not true in time */
export const until = async (
  check: () => boolean | Promise<boolean>,
  { what, timeoutMs, over }: Waiting,
): Promise<void> => {
  const giveUpAt = performance.now() + timeoutMs;
  let last: unknown;
  while (performance.now() < giveUpAt && !over()) {
    try {
      if (await check()) return;
      last = undefined;
    } catch (error) {
      last = error;
    }
    await sleep(100);
  }
  throw new Error(`not in time: ${what}${last instanceof Error ? ` (${last.message})` : ''}`);
};
