import { setTimeout as sleep } from 'node:timers/promises';

/** Asks every few milliseconds until the answer is yes. @throws when it is not in time, with what was waited for */
export const until = async (
  what: string,
  check: () => boolean | Promise<boolean>,
  { withinMs = 120_000, everyMs = 20 }: { withinMs?: number; everyMs?: number } = {},
): Promise<void> => {
  const giveUpAt = performance.now() + withinMs;
  while (!(await check())) {
    if (performance.now() > giveUpAt) throw new Error(`not within ${Math.round(withinMs / 1000)} s: ${what}`);
    await sleep(everyMs);
  }
};
