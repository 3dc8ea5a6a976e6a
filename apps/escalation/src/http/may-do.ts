import type { Role } from '@redress/contracts';

/** Who may do what in escalation; the one place where it is written. */
export const mayDo = {
  /** Whoever a ladder can tell can answer it. */
  acknowledge: [
    'clerk',
    'handler',
    'investigator',
    'teamLead',
    'dutyManager',
    'siteDirector',
    'commander',
    'headquarters',
  ],
  /** Nobody stops the clock of their own work. */
  pause: ['teamLead', 'dutyManager', 'siteDirector'],
} as const satisfies Record<string, readonly Role[]>;
