import type { Role } from '@redress/contracts';
import type { StaffIdentity } from '@redress/platform';

/** Roles that handle complaints and so may read who complains and in which words; the others see everything else. */
const personalDataReaders: readonly Role[] = [
  'clerk',
  'handler',
  'investigator',
  'teamLead',
  'siteDirector',
  'dutyManager',
  'commander',
  'headquarters',
];

/** Who sees how complaints and those who handle them fare. */
export const mayReadStatistics = [
  'teamLead',
  'dutyManager',
  'siteDirector',
  'planner',
  'auditor',
  'headquarters',
  'admin',
] as const satisfies readonly Role[];

/** Who enters complaints and so is told of similar ones: of those who may read who complains. */
export const mayRegister = [
  'clerk',
  'handler',
  'teamLead',
  'dutyManager',
  'siteDirector',
] as const satisfies readonly Role[];

/** Whether a person's roles let them read personal data of complaints. */
export const mayReadPersonalData = ({ roles }: StaffIdentity): boolean =>
  roles.some((role) => personalDataReaders.includes(role));
