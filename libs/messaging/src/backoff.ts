import { ExponentialBackoff } from 'cockatiel';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long to wait between tries, milliseconds: exponential with decorrelated jitter between these. */
export interface BackoffRange {
  readonly initialMs: number;
  readonly maxMs: number;
}

/** For a dependency that is away: it is used again at most 5 s after it returned (fault F13: 10 s). */
export const outageBackoff: BackoffRange = { initialMs: 200, maxMs: 5_000 };

export interface Retrying {
  readonly signal: AbortSignal;
  readonly backoff?: BackoffRange;
  /** Whether to go on after this error; called once per failure. Default: always. */
  readonly again?: (error: unknown, failures: number) => boolean;
}

/**
 * Repeats work until it succeeds, `again` says no (its error is thrown), or the signal aborts (the last error is thrown).
 */
export const retrying = async <T>(work: () => Promise<T>, options: Retrying): Promise<T> => {
  const { signal, backoff = outageBackoff, again = () => true } = options;
  // The first step of the generator is a wait of 0.
  let step = new ExponentialBackoff({ initialDelay: backoff.initialMs, maxDelay: backoff.maxMs }).next();
  for (let failures = 1; ; failures += 1) {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted || !again(error, failures)) throw error;
      step = step.next(undefined);
      await sleep(step.duration, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) throw error;
    }
  }
};

/** Rejects when work takes longer than `ms`; the work itself goes on. */
export const within = async <T>(ms: number, what: string, work: Promise<T>): Promise<T> => {
  const timer = new AbortController();
  const late = sleep(ms, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`${what} took longer than ${ms} ms`);
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    timer.abort();
  }
};
