import { setTimeout as sleep } from 'node:timers/promises';

import type { Ended } from './kept-process';

/** So many crashes within this time, milliseconds, are one too many. */
const bound = { crashes: 5, withinMs: 60_000 };

/** A running process that can be replaced by another of its kind. */
export interface Replaceable {
  readonly name: string;
  readonly logFile: string;
  readonly ended: Promise<Ended>;
  stop(): Promise<unknown>;
}

/** What is told about a process that is kept running. */
export interface KeepRunningEvents<T extends Replaceable> {
  /** It ended by itself and is being started again. */
  restarting(ended: T): void;
  /** It crashes again and again, or cannot be started any more; nothing is tried after this. */
  gaveUp(ended: T, reason: Error): void;
}

/** A process that comes back when it crashes. */
export interface KeptRunning<T extends Replaceable> {
  current(): T;
  stop(): Promise<void>;
}

const words = ({ name, logFile }: Replaceable): string => `${name} ended by itself; see ${logFile}`;

/**
 * Starts a process again when it ends by itself, after 0.2, 0.4, … s; gives up after five crashes in a minute.
 * `start` must make it reachable where the one before was, because others know it there.
 */
export const keepRunning = <T extends Replaceable>(
  first: T,
  start: (before: T) => Promise<T>,
  events: KeepRunningEvents<T>,
): KeptRunning<T> => {
  let current = first;
  let stopping = false;
  let crashes: number[] = [];
  const restart = async (): Promise<void> => {
    crashes = [...crashes.filter((at) => performance.now() - at < bound.withinMs), performance.now()];
    if (crashes.length > bound.crashes) throw new Error(`${words(current)} (${crashes.length} times in a minute)`);
    events.restarting(current);
    await sleep(100 * 2 ** crashes.length);
    if (!stopping) current = await start(current);
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
