import type { Role } from '@redress/contracts';

/** Who may do what in planning; the one place where it is written. */
export const mayDo = {
  /** Checking a draft changes nothing. */
  validate: ['planner', 'siteDirector', 'admin'],
  publish: ['planner', 'admin'],
  /** The plan is everybody's: whoever handles a complaint can read what governs it. */
  read: [],
} as const satisfies Record<string, readonly Role[]>;
