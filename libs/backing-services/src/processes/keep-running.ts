import { setTimeout as sleep } from 'node:timers/promises';

import type { Ended } from './kept-process';

/** So many crashes within this time, milliseconds, are one too many for what never worked. */
const bound = { crashes: 5, withinMs: 60_000 };

/** Longest pause before it is started again. Milliseconds. */
const longestPauseMs = 10_000;

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
  /** It runs again, as another process. */
  restarted?(now: T): void;
  /**
   * Whether it has worked before. Then it is started again for ever, in growing pauses: what is wrong may be outside of
   * it and pass. What never worked has a fault that somebody must mend first.
   */
  hasWorked(): boolean;
  /** It never worked, and crashes again and again or cannot be started; nothing is tried after this. */
  gaveUp(ended: T, reason: Error): void;
}

/** A process that comes back when it crashes. */
export interface KeptRunning<T extends Replaceable> {
  current(): T;
  stop(): Promise<void>;
}

const words = ({ name, logFile }: Replaceable): string => `${name} ended by itself; see ${logFile}`;

/**
 * Starts a process again when it ends by itself, after 0.2, 0.4, … up to 10 s; what never worked is given up after five
 * crashes in a minute. `start` must make it reachable where the one before was, because others know it there.
 */
export const keepRunning = <T extends Replaceable>(
  first: T,
  start: (before: T) => Promise<T>,
  events: KeepRunningEvents<T>,
): KeptRunning<T> => {
  let current = first;
  const stopping = new AbortController();
  let crashes: number[] = [];
  const restart = async (): Promise<void> => {
    crashes = [...crashes.filter((at) => performance.now() - at < bound.withinMs), performance.now()];
    if (crashes.length > bound.crashes && !events.hasWorked()) {
      throw new Error(`${words(current)} (${crashes.length} times in a minute)`);
    }
    events.restarting(current);
    await pause(Math.min(100 * 2 ** crashes.length, longestPauseMs), stopping.signal);
    if (stopping.signal.aborted) return;
    current = await startSomehow(start, current, events, stopping.signal);
    events.restarted?.(current);
  };
  const watch = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await current.ended;
      if (!stopping.signal.aborted) await restart();
    }
  };
  const watching = watch().catch((error: unknown) => {
    if (stopping.signal.aborted) return;
    events.gaveUp(current, error instanceof Error ? error : new Error(String(error)));
  });
  return {
    current: () => current,
    stop: async () => {
      stopping.abort();
      await current.stop();
      await watching;
      await current.stop(); // the one that was being started meanwhile
    },
  };
};

const pause = (ms: number, signal: AbortSignal): Promise<unknown> =>
  sleep(ms, undefined, { signal }).catch(() => undefined);

/** A start can fail as well, where a port or a disk is not free yet. */
const startSomehow = async <T extends Replaceable>(
  start: (before: T) => Promise<T>,
  current: T,
  events: KeepRunningEvents<T>,
  signal: AbortSignal,
): Promise<T> => {
  for (;;) {
    try {
      return await start(current);
    } catch (error) {
      if (signal.aborted || !events.hasWorked()) throw error;
      await pause(longestPauseMs, signal);
      if (signal.aborted) throw error;
    }
  }
};
