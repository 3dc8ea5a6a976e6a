import type { DueTimer } from '@redress/due-times';

/** When a waiting job will ring, on this machine's wall clock, milliseconds. */
export type ArmedJobs = ReadonlyMap<string, number>;

/** Where jobs wait for their time: Redis, which may lose everything. What asks it throws when it does not answer. */
export interface AlarmQueue {
  /** Whether it can be asked now. */
  readonly ready: boolean;
  /** Calls back each time it can be asked again. */
  onReady(callback: () => void): void;
  /** Adds jobs; one that is there already, in whatever state, stays as it is (B3). */
  arm(timers: readonly DueTimer[]): Promise<void>;
  /** Takes jobs out that nobody waits for any more; one that is running is let be, the worker asks the store. */
  remove(timers: readonly DueTimer[]): Promise<void>;
  /** The jobs that wait for their time, about `limit` at most, earliest first. */
  armed(limit: number): Promise<ArmedJobs>;
  /** Sets a waiting job to ring when it should. */
  retime(timer: DueTimer): Promise<void>;
  /** The sentinel's value, written when it is missing: who empties Redis takes it away (B2). */
  sentinel(): Promise<string | null>;
  /** The sentinel's value as it stands. */
  foundSentinel(): Promise<string | null>;
}
