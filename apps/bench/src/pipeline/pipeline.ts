import { closedLoop, loadResult, type LoadResult } from '../load/closed-loop';
import { openLoop } from '../load/open-loop';
import { until } from '../load/until';

/** When things became visible at the end of a pipeline, by their id; on this process's clock. */
export class Arrivals {
  private readonly at = new Map<string, number>();

  /** Only the first time counts. */
  saw(ids: readonly string[]): void {
    const now = performance.now();
    for (const id of ids) if (!this.at.has(id)) this.at.set(id, now);
  }

  timeOf(id: string): number | undefined {
    return this.at.get(id);
  }
}

/** Something goes in at one end, and is seen at the other. */
export interface Pipeline {
  /** Puts one thing in; answers with its id once it is accepted. */
  send(): Promise<string>;
  readonly arrivals: Arrivals;
  stop(): Promise<void>;
}

/** What a saturated pipeline carries. */
export interface Saturation {
  /** From the first sent to the last visible. */
  readonly perSecond: number;
  /** Median time from sent to visible, milliseconds. */
  readonly p50: number;
  /** From the last sent to the last visible, seconds. */
  readonly drainSeconds: number;
}

const latenciesOf = async ({ arrivals }: Pipeline, sentAt: ReadonlyMap<string, number>): Promise<number[]> => {
  const missing = new Set(sentAt.keys());
  await until(
    'everything that was sent is visible',
    () => {
      for (const id of missing) if (arrivals.timeOf(id) !== undefined) missing.delete(id);
      return missing.size === 0;
    },
    { withinMs: 120_000, everyMs: 5 },
  );
  return [...sentAt].map(([id, at]) => (arrivals.timeOf(id) ?? Number.NaN) - at);
};

const sending = (pipeline: Pipeline, sentAt: Map<string, number>) => async (): Promise<void> => {
  const at = performance.now();
  sentAt.set(await pipeline.send(), at);
};

/** Times from sent to visible at a steady rate. */
export const atRate = async (pipeline: Pipeline, perSecond: number, forMs: number): Promise<LoadResult> => {
  const sentAt = new Map<string, number>();
  const started = performance.now();
  await openLoop(perSecond, forMs, sending(pipeline, sentAt));
  const latencies = await latenciesOf(pipeline, sentAt);
  return loadResult(latencies, performance.now() - started);
};

/** As much as so many senders, each waiting for its own answer, can put in; and until it has all come out. */
export const saturated = async (pipeline: Pipeline, senders: number, forMs: number): Promise<Saturation> => {
  const sentAt = new Map<string, number>();
  const started = performance.now();
  await closedLoop({ workers: senders, forMs, work: sending(pipeline, sentAt) });
  const stopped = performance.now();
  const latencies = await latenciesOf(pipeline, sentAt);
  const ended = performance.now();
  const { p50, perSecond } = loadResult(latencies, ended - started);
  return { perSecond, p50, drainSeconds: (ended - stopped) / 1000 };
};
