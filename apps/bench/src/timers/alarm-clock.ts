import { until } from '../load/until';

/** Real time of this process with parts of a millisecond; due times are set and judged by it. */
export const preciseNow = (): number => performance.timeOrigin + performance.now();

/** Something that rings: the product's timers or bare BullMQ. */
export interface AlarmClock {
  /** Sets alarms, real time in milliseconds. */
  set(dueAts: readonly number[]): Promise<void>;
  /** How late each alarm rang so far, milliseconds; negative is early. */
  readonly lateness: readonly number[];
  stop(): Promise<void>;
}

/** Sets so many alarms spread over a time that begins when all are set, and answers how late each rang. */
export const ringAll = async (
  clock: AlarmClock,
  count: number,
  overMs: number,
  leadMs: number,
): Promise<readonly number[]> => {
  const first = Math.ceil(preciseNow()) + leadMs;
  await clock.set(Array.from({ length: count }, (_, index) => Math.round(first + (index * overMs) / count)));
  if (preciseNow() > first)
    throw new Error(`setting ${count} alarms took longer than the ${leadMs} ms before the first`);
  await until('all alarms rang', () => clock.lateness.length >= count, { withinMs: leadMs + overMs + 120_000 });
  return clock.lateness;
};
