export type { DueTime, DueTimer, DueTimeStore } from '@redress/due-times';
export * from './timers';
