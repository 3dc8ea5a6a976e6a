export type { DueTime, DueTimer, DueTimeStore } from '@redress/due-times';
export * from './timers';
export type * from './alarm-queue';
export { AlarmClock } from './alarm-clock';
export { horizonEnd } from './horizon';
export { Sweeper } from './sweeper';
export { jobOf, type TimerJob } from './timer-job';
export { TimerRinger, type Rung } from './timer-ringer';
export { retryDelay } from './timer-worker';
