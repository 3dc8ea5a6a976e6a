import type { Role } from '@redress/contracts';

/** Who may do what in notification; the one place where it is written. */
export const mayDo = {
  resend: ['clerk', 'handler', 'teamLead', 'dutyManager', 'siteDirector', 'headquarters', 'admin'],
  changeTemplates: ['dutyManager', 'siteDirector', 'admin'],
  readTemplates: ['teamLead', 'dutyManager', 'siteDirector', 'headquarters', 'auditor', 'admin'],
  manageRoster: ['dutyManager', 'siteDirector', 'admin'],
  readRoster: [
    'clerk',
    'handler',
    'investigator',
    'teamLead',
    'dutyManager',
    'siteDirector',
    'commander',
    'headquarters',
    'admin',
  ],
} as const satisfies Record<string, readonly Role[]>;
