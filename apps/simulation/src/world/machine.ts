/**
 * One life of a process. When it crashes its timers, its waiting calls and all it had in memory are gone; what it
 * had sent goes on its way.
 */
export class Machine {
  isAlive = true;
  /** Until then nothing runs on it: a long garbage collection, SIGSTOP, a starved host. */
  pausedUntil = 0;
  /** How far its wall clock is from real time, milliseconds; the monotonic clock is right. */
  wallOffset = 0;

  constructor(
    readonly name: string,
    /** 1 for the first. */
    readonly life: number,
    /** How far its idea of database time is off, milliseconds: half a round trip when it was measured. */
    readonly clockError = 0,
  ) {}
}
