import { setTimeout as sleep } from 'node:timers/promises';

/** How long a service may take until it is ready, milliseconds; a first start beside other work takes long. */
const readyWithinMs = 120_000;

const checksOf = (body: unknown): string => {
  if (typeof body !== 'object' || body === null || !('checks' in body) || !Array.isArray(body.checks)) return '';
  const failing = (body.checks as { name?: string; ok?: boolean; reason?: string }[]).filter(({ ok }) => ok !== true);
  return failing.map(({ name, reason }) => `${name}: ${reason ?? 'not ready'}`).join(', ');
};

/** Why a service is not ready, in words; undefined when it is. */
export const whyNotReady = async (url: string): Promise<string | undefined> => {
  try {
    const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) });
    if (response.ok) return undefined;
    return checksOf(await response.json().catch(() => undefined)) || `answers ${response.status}`;
  } catch {
    return 'does not answer';
  }
};

/**
 * Waits until a service says that it is ready.
 * @throws with the failing checks when it is not in time, or with the signal's reason.
 */
export const untilReady = async (name: string, url: string, signal: AbortSignal): Promise<void> => {
  const giveUpAt = performance.now() + readyWithinMs;
  for (;;) {
    signal.throwIfAborted();
    const reason = await whyNotReady(url);
    if (reason === undefined) return;
    if (performance.now() > giveUpAt)
      throw new Error(`${name} is not ready after ${readyWithinMs / 1000} s: ${reason}`);
    await sleep(200);
  }
};
