import { makeClock, type AffineClock, type Clock } from '@redress/kernel';

/** Injects the process's one Clock. */
export const CLOCK = Symbol('CLOCK');

/**
 * The clock of a service: database time, sped up where the deployment asks for it (decisions.md 16).
 * @param databaseTime real milliseconds since the epoch as the database shows them.
 */
export const serviceClock = (databaseTime: () => number, config: { readonly clock?: AffineClock | undefined }): Clock =>
  makeClock(databaseTime, config.clock);
