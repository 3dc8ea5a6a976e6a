import { makeClock, type AffineClock, type Clock } from '@redress/kernel';

/** Injects the process's one Clock. */
export const CLOCK = Symbol('CLOCK');

/** Where real time comes from: milliseconds since the epoch. The event store's `DatabaseTime` is one. */
export interface RealTime {
  now(): number;
}

/**
 * The clock of a service: database time, sped up where the deployment asks for it (decisions.md 16).
 */
export const serviceClock = (databaseTime: RealTime, config: { readonly clock?: AffineClock | undefined }): Clock =>
  makeClock(() => databaseTime.now(), config.clock);
