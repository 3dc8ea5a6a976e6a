import type { Role } from '@redress/contracts';

/**
 * Who may do what in investigation; the one place where it is written. Which role must approve a resolution
 * plan says the pinned emergency plan, so that approving is open here to all who lead; and how much a role may give.
 */
export const mayDo = {
  assign: ['teamLead', 'dutyManager', 'siteDirector'],
  investigate: ['handler', 'investigator', 'teamLead', 'dutyManager'],
  nameRespondent: ['handler', 'investigator', 'teamLead', 'dutyManager', 'siteDirector'],
  clearRespondent: ['teamLead', 'dutyManager', 'siteDirector'],
  recordProceeding: ['handler', 'investigator', 'teamLead', 'dutyManager', 'siteDirector'],
  supervise: ['auditor', 'teamLead', 'dutyManager', 'siteDirector', 'headquarters'],
  solveProblem: ['teamLead', 'dutyManager', 'siteDirector'],
  addEvidence: ['clerk', 'handler', 'investigator', 'teamLead', 'dutyManager', 'siteDirector'],
  viewEvidence: ['handler', 'investigator', 'teamLead', 'dutyManager', 'siteDirector', 'auditor'],
  withdrawEvidence: ['handler', 'investigator', 'teamLead', 'dutyManager', 'siteDirector'],
  proposeResolutionPlan: ['handler', 'investigator', 'teamLead', 'dutyManager'],
  judgeResolutionPlan: ['teamLead', 'dutyManager', 'siteDirector', 'commander', 'headquarters'],
  completeMeasure: ['handler', 'investigator', 'teamLead', 'dutyManager'],
  giveCompensation: ['handler', 'investigator', 'teamLead', 'dutyManager', 'siteDirector', 'headquarters'],
  answerCompensation: ['clerk', 'handler', 'investigator', 'teamLead', 'dutyManager', 'siteDirector'],
  giveFeedback: ['clerk', 'handler', 'teamLead', 'dutyManager'],
  recordCallBack: ['clerk', 'handler', 'teamLead', 'dutyManager', 'siteDirector'],
  publish: ['teamLead', 'siteDirector'],
  reopen: ['teamLead', 'dutyManager', 'siteDirector'],
  evaluateOutcome: ['handler', 'teamLead', 'dutyManager', 'siteDirector'],
  close: ['handler', 'teamLead', 'dutyManager', 'siteDirector'],
} as const satisfies Record<string, readonly Role[]>;
