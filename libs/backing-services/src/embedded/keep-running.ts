import { setTimeout as sleep } from 'node:timers/promises';

import type { EmbeddedService } from './embedded-service';

/** So many crashes within this time, milliseconds, are one too many. */
const bound = { crashes: 5, withinMs: 60_000 };

/** What is told about a service that is kept running. */
export interface KeepRunningEvents {
  /** It ended by itself and is being started again. */
  restarting(service: EmbeddedService): void;
  /** It crashes again and again, or cannot be started any more; nothing is tried after this. */
  gaveUp(service: EmbeddedService, reason: Error): void;
}

/** A service that comes back, on its port, when it crashes. */
export interface KeptRunning {
  current(): EmbeddedService;
  stop(): Promise<void>;
}

const describe = ({ name, logFile }: EmbeddedService): string => `${name} ended by itself; see ${logFile}`;

/**
 * Restarts a service that ends by itself, with the pauses 0.2, 0.4, … s; gives up after five crashes in a minute.
 * `start` is told the port, because others know the service by it.
 */
export const keepRunning = (
  first: EmbeddedService,
  start: (port: number) => Promise<EmbeddedService>,
  events: KeepRunningEvents,
): KeptRunning => {
  let current = first;
  let stopping = false;
  let crashes: number[] = [];
  const restart = async (): Promise<void> => {
    crashes = [...crashes.filter((at) => performance.now() - at < bound.withinMs), performance.now()];
    if (crashes.length > bound.crashes) throw new Error(`${describe(current)} (${crashes.length} times in a minute)`);
    events.restarting(current);
    await sleep(100 * 2 ** crashes.length);
    if (!stopping) current = await start(current.port);
  };
  const watch = async (): Promise<void> => {
    while (!stopping) {
      await current.ended;
      if (!stopping) await restart();
    }
  };
  const watching = watch().catch((error: unknown) => {
    if (!stopping) events.gaveUp(current, error instanceof Error ? error : new Error(String(error)));
  });
  return {
    current: () => current,
    stop: async () => {
      stopping = true;
      await current.stop();
      await watching;
      await current.stop(); // the one that was being started meanwhile
    },
  };
};
