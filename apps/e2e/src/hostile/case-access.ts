import { rule, type AccessRule } from './access-rule';

/** Who may call what of investigation; part of the one table. */
export const caseAccess: Readonly<Record<string, AccessRule>> = {
  'POST /api/v1/complaints/{id}/assign': rule(['teamLead', 'dutyManager', 'siteDirector'], 'refused'),
  'POST /api/v1/complaints/{id}/set-team': rule(['teamLead', 'dutyManager', 'siteDirector'], 'refused'),
  'POST /api/v1/complaints/{id}/start-investigation': rule(
    ['handler', 'investigator', 'teamLead', 'dutyManager'],
    'refused',
  ),
  'POST /api/v1/complaints/{id}/record-act': rule(['handler', 'investigator', 'teamLead', 'dutyManager'], 'refused'),
  'POST /api/v1/complaints/{id}/name-respondent': rule(
    ['handler', 'investigator', 'teamLead', 'dutyManager', 'siteDirector'],
    'refused',
  ),
  'POST /api/v1/complaints/{id}/clear-respondent': rule(['teamLead', 'dutyManager', 'siteDirector'], 'refused'),
  'POST /api/v1/complaints/{id}/record-proceeding': rule(
    ['handler', 'investigator', 'teamLead', 'dutyManager', 'siteDirector'],
    'refused',
  ),
  'POST /api/v1/complaints/{id}/report-problem': rule(
    ['auditor', 'teamLead', 'dutyManager', 'siteDirector', 'headquarters'],
    'refused',
  ),
  'POST /api/v1/complaints/{id}/solve-problem': rule(['teamLead', 'dutyManager', 'siteDirector'], 'refused'),
  'POST /api/v1/complaints/{id}/evidence': rule(
    ['clerk', 'handler', 'investigator', 'teamLead', 'dutyManager', 'siteDirector'],
    'refused',
  ),
  'GET /api/v1/complaints/{id}/evidence': rule(
    ['handler', 'investigator', 'teamLead', 'dutyManager', 'siteDirector', 'auditor'],
    'refused',
  ),
  'GET /api/v1/complaints/{id}/evidence/{evidenceId}': rule(
    ['handler', 'investigator', 'teamLead', 'dutyManager', 'siteDirector', 'auditor'],
    'refused',
  ),
  'POST /api/v1/complaints/{id}/withdraw-evidence': rule(
    ['handler', 'investigator', 'teamLead', 'dutyManager', 'siteDirector'],
    'refused',
  ),
  'POST /api/v1/complaints/{id}/materials': rule('anybody', 'unknown'),
  'POST /api/v1/complaints/{id}/complete-measure': rule(
    ['handler', 'investigator', 'teamLead', 'dutyManager'],
    'refused',
  ),
  'POST /api/v1/complaints/{id}/offer-compensation': rule(
    ['handler', 'investigator', 'teamLead', 'dutyManager', 'siteDirector', 'headquarters'],
    'refused',
  ),
  'POST /api/v1/complaints/{id}/answer-compensation': rule(
    ['clerk', 'handler', 'investigator', 'teamLead', 'dutyManager', 'siteDirector'],
    'refused',
  ),
  'POST /api/v1/complaints/{id}/issue-compensation': rule(
    ['handler', 'investigator', 'teamLead', 'dutyManager', 'siteDirector', 'headquarters'],
    'refused',
  ),
  'POST /api/v1/complaints/{id}/complete-investigation': rule(
    ['handler', 'investigator', 'teamLead', 'dutyManager'],
    'refused',
  ),
  'POST /api/v1/complaints/{id}/propose-resolution-plan': rule(
    ['handler', 'investigator', 'teamLead', 'dutyManager'],
    'refused',
  ),
  'POST /api/v1/complaints/{id}/approve-resolution-plan': rule(
    ['teamLead', 'dutyManager', 'siteDirector', 'commander', 'headquarters'],
    'refused',
  ),
  'POST /api/v1/complaints/{id}/reject-resolution-plan': rule(
    ['teamLead', 'dutyManager', 'siteDirector', 'commander', 'headquarters'],
    'refused',
  ),
  'POST /api/v1/complaints/{id}/give-feedback': rule(['clerk', 'handler', 'teamLead', 'dutyManager'], 'refused'),
  'POST /api/v1/complaints/{id}/evaluate-outcome': rule(
    ['handler', 'teamLead', 'dutyManager', 'siteDirector'],
    'refused',
  ),
  'POST /api/v1/complaints/{id}/close': rule(['handler', 'teamLead', 'dutyManager', 'siteDirector'], 'refused'),
  'POST /api/v1/complaints/{id}/record-call-back': rule(
    ['clerk', 'handler', 'teamLead', 'dutyManager', 'siteDirector'],
    'refused',
  ),
  'POST /api/v1/complaints/{id}/reopen': rule(['teamLead', 'dutyManager', 'siteDirector'], 'refused'),
  'POST /api/v1/complaints/{id}/publish-result': rule(['teamLead', 'siteDirector'], 'refused'),
  'POST /api/v1/complaints/{id}/withdraw-publication': rule(['teamLead', 'siteDirector'], 'refused'),
  'POST /api/v1/complaints/{id}/satisfaction': rule('anybody', 'unknown'),
  'POST /api/v1/complaints/{id}/compensation-answer': rule('anybody', 'unknown'),
};
