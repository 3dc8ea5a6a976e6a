import type { Role } from '@redress/contracts';

/** Who may do what in intake; the one place where it is written. */
export const mayDo = {
  registerOnBehalf: ['clerk', 'handler', 'teamLead', 'dutyManager', 'siteDirector', 'admin'],
  verify: ['clerk', 'handler', 'teamLead', 'dutyManager'],
  accept: ['clerk', 'teamLead', 'dutyManager'],
  decline: ['clerk', 'teamLead', 'dutyManager', 'siteDirector'],
  transfer: ['clerk', 'teamLead', 'dutyManager', 'siteDirector'],
  settleOnTheSpot: ['clerk', 'handler', 'teamLead', 'dutyManager', 'siteDirector'],
  withdraw: ['clerk', 'handler', 'teamLead', 'dutyManager', 'siteDirector'],
  recordCommunication: ['clerk', 'handler', 'investigator', 'teamLead', 'dutyManager', 'siteDirector'],
  askComplainant: ['clerk', 'handler', 'investigator', 'teamLead', 'dutyManager', 'siteDirector'],
  classify: ['clerk', 'handler', 'investigator', 'teamLead', 'dutyManager', 'siteDirector'],
  link: ['clerk', 'handler', 'investigator', 'teamLead', 'dutyManager', 'siteDirector'],
  merge: ['clerk', 'teamLead', 'dutyManager', 'siteDirector'],
  reviewSuggestion: ['clerk', 'teamLead', 'dutyManager', 'siteDirector', 'planner'],
  erasePerson: ['admin'],
} as const satisfies Record<string, readonly Role[]>;
