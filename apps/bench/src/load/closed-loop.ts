import { quantile } from '../measure/statistics';

/** What a load brought. Times in milliseconds. */
export interface LoadResult {
  readonly count: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** Rate and latencies out of how long each operation took and all of them together. */
export const loadResult = (latencies: readonly number[], elapsedMs: number): LoadResult => ({
  count: latencies.length,
  perSecond: (latencies.length / elapsedMs) * 1000,
  p50: quantile(latencies, 0.5),
  p99: quantile(latencies, 0.99),
});

export interface ClosedLoop {
  /** Operations at the same time, each worker waiting for its own. */
  readonly workers: number;
  readonly forMs: number;
  readonly work: (index: number) => Promise<unknown>;
}

/** Keeps `workers` operations going for a time, and waits for the last ones. */
export const closedLoop = async ({ workers, forMs, work }: ClosedLoop): Promise<LoadResult> => {
  const latencies: number[] = [];
  let next = 0;
  const started = performance.now();
  const worker = async (): Promise<void> => {
    while (performance.now() - started < forMs) {
      const at = performance.now();
      await work(next++);
      latencies.push(performance.now() - at);
    }
  };
  await Promise.all(Array.from({ length: workers }, worker));
  return loadResult(latencies, performance.now() - started);
};

/** Does `count` pieces of work, at most `atOnce` at the same time. */
export const forEachOf = async (
  count: number,
  atOnce: number,
  work: (index: number) => Promise<unknown>,
): Promise<void> => {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker));
};
