import { rule, type AccessRule } from './access-rule';
import { caseAccess } from './case-access';

/**
 * Who may call what, written by hand and on purpose not out of the product's own rules: an endpoint of the
 * OpenAPI document that is not here fails the test, and so does a line here that has no endpoint.
 */
export const accessTable: Readonly<Record<string, AccessRule>> = {
  'POST /api/v1/auth/sign-in': rule('anybody', 'names-nothing'),
  'POST /api/v1/auth/refresh': rule('refresh-cookie', 'names-nothing'),
  'POST /api/v1/auth/sign-out': rule('anybody', 'names-nothing'),
  'GET /api/v1/auth/me': rule('signed-in', 'sees-nothing'),
  'POST /api/v1/accounts': rule(['admin'], 'names-nothing'),
  'GET /api/v1/accounts': rule(['admin'], 'sees-nothing'),

  'POST /api/v1/complaints': rule('anybody', 'names-nothing'),
  'GET /api/v1/tracking/{number}': rule('anybody', 'unknown'),
  'POST /api/v1/complaints/on-behalf': rule(
    ['clerk', 'handler', 'teamLead', 'dutyManager', 'siteDirector', 'admin'],
    'names-nothing',
  ),
  'GET /api/v1/published-results': rule('anybody', 'names-nothing'),
  'GET /api/v1/complaints': rule('signed-in', 'sees-nothing'),
  'GET /api/v1/complaints/{id}': rule('signed-in', 'unknown'),
  'GET /api/v1/complaints/{id}/timeline': rule('signed-in', 'unknown'),
  'GET /api/v1/complaints/export': rule('signed-in', 'sees-nothing'),
  'GET /api/v1/complaints/{id}/registration-form': rule('signed-in', 'unknown'),
  'GET /api/v1/complaints/{id}/investigation-report': rule('signed-in', 'unknown'),
  'GET /api/v1/complaints/{id}/related': rule('signed-in', 'unknown'),
  'POST /api/v1/complaints/similar': rule(
    ['clerk', 'handler', 'teamLead', 'dutyManager', 'siteDirector'],
    'sees-nothing',
  ),
  'GET /api/v1/worklist': rule('signed-in', 'sees-nothing'),
  'GET /api/v1/counters': rule('signed-in', 'sees-nothing'),
  'POST /api/v1/suggestions': rule('anybody', 'names-nothing'),
  'POST /api/v1/suggestions/{id}/review': rule(
    ['clerk', 'teamLead', 'dutyManager', 'siteDirector', 'planner'],
    'refused',
  ),
  'GET /api/v1/suggestions': rule('signed-in', 'sees-nothing'),
  'GET /api/v1/undelivered': rule('signed-in', 'sees-nothing'),
  'GET /api/v1/statistics': rule(
    ['teamLead', 'dutyManager', 'siteDirector', 'planner', 'auditor', 'headquarters', 'admin'],
    'sees-nothing',
  ),
  'GET /api/v1/statistics/report': rule(
    ['teamLead', 'dutyManager', 'siteDirector', 'planner', 'auditor', 'headquarters', 'admin'],
    'sees-nothing',
  ),
  'GET /api/v1/statistics/recurring': rule(
    ['teamLead', 'dutyManager', 'siteDirector', 'planner', 'auditor', 'headquarters', 'admin'],
    'sees-nothing',
  ),
  'GET /api/v1/events/stream': rule('signed-in', 'sees-nothing'),

  'POST /api/v1/complaints/{id}/verify': rule(['clerk', 'handler', 'teamLead', 'dutyManager'], 'refused'),
  'POST /api/v1/complaints/{id}/accept': rule(['clerk', 'teamLead', 'dutyManager'], 'refused'),
  'POST /api/v1/complaints/{id}/decline': rule(['clerk', 'teamLead', 'dutyManager', 'siteDirector'], 'refused'),
  'POST /api/v1/complaints/{id}/transfer': rule(['clerk', 'teamLead', 'dutyManager', 'siteDirector'], 'refused'),
  'POST /api/v1/complaints/{id}/settle-on-the-spot': rule(
    ['clerk', 'handler', 'teamLead', 'dutyManager', 'siteDirector'],
    'refused',
  ),
  'POST /api/v1/complaints/{id}/withdraw': rule(
    ['clerk', 'handler', 'teamLead', 'dutyManager', 'siteDirector'],
    'refused',
  ),
  'POST /api/v1/complaints/{id}/record-communication': rule(
    ['clerk', 'handler', 'investigator', 'teamLead', 'dutyManager', 'siteDirector'],
    'refused',
  ),
  'POST /api/v1/complaints/{id}/ask-complainant': rule(
    ['clerk', 'handler', 'investigator', 'teamLead', 'dutyManager', 'siteDirector'],
    'refused',
  ),
  'POST /api/v1/complaints/{id}/link': rule(
    ['clerk', 'handler', 'investigator', 'teamLead', 'dutyManager', 'siteDirector'],
    'refused',
  ),
  'POST /api/v1/complaints/{id}/unlink': rule(
    ['clerk', 'handler', 'investigator', 'teamLead', 'dutyManager', 'siteDirector'],
    'refused',
  ),
  'POST /api/v1/complaints/{id}/merge': rule(['clerk', 'teamLead', 'dutyManager', 'siteDirector'], 'refused'),
  'POST /api/v1/complaints/{id}/unmerge': rule(['clerk', 'teamLead', 'dutyManager', 'siteDirector'], 'refused'),
  'POST /api/v1/complaints/{id}/take-back': rule('anybody', 'unknown'),
  'POST /api/v1/complaints/{id}/messages': rule('anybody', 'unknown'),
  'POST /api/v1/complaints/{id}/classify': rule(
    ['clerk', 'handler', 'investigator', 'teamLead', 'dutyManager', 'siteDirector'],
    'refused',
  ),
  ...caseAccess,
  'POST /api/v1/complaints/{id}/pause-deadline': rule(['teamLead', 'dutyManager', 'siteDirector'], 'refused'),
  'POST /api/v1/complaints/{id}/resume-deadline': rule(['teamLead', 'dutyManager', 'siteDirector'], 'refused'),
  'POST /api/v1/escalations/{id}/acknowledge': rule(
    ['clerk', 'handler', 'investigator', 'teamLead', 'dutyManager', 'siteDirector', 'commander', 'headquarters'],
    'refused',
  ),
  'POST /api/v1/persons/{id}/erase': rule(['admin'], 'unknown'),

  'POST /api/v1/roster/duties': rule(['dutyManager', 'siteDirector', 'admin'], 'names-nothing'),
  'POST /api/v1/roster/duties/{id}/end': rule(['dutyManager', 'siteDirector', 'admin'], 'unknown'),
  'GET /api/v1/roster/on-duty': rule(
    [
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
    'sees-nothing',
  ),
  'GET /api/v1/notifications': rule('signed-in', 'sees-nothing'),
  'POST /api/v1/notifications/{id}/resend': rule(
    ['clerk', 'handler', 'teamLead', 'dutyManager', 'siteDirector', 'headquarters', 'admin'],
    'unknown',
  ),
  'GET /api/v1/templates': rule(
    ['teamLead', 'dutyManager', 'siteDirector', 'headquarters', 'auditor', 'admin'],
    'sees-nothing',
  ),
  'POST /api/v1/templates/{name}': rule(['dutyManager', 'siteDirector', 'admin'], 'names-nothing'),
  'POST /api/v1/templates/{name}/revert': rule(['dutyManager', 'siteDirector', 'admin'], 'names-nothing'),
  'POST /api/v1/templates/{name}/preview': rule(['dutyManager', 'siteDirector', 'admin'], 'names-nothing'),

  'GET /api/v1/guidance': rule('signed-in', 'names-nothing'),
  'GET /api/v1/process': rule('anybody', 'names-nothing'),
  'POST /api/v1/plans/validate': rule(['planner', 'siteDirector', 'admin'], 'names-nothing'),
  'POST /api/v1/plans': rule(['planner', 'admin'], 'names-nothing'),
  'GET /api/v1/plans': rule('signed-in', 'sees-nothing'),
  'GET /api/v1/plans/{planId}/versions/{version}': rule('signed-in', 'unknown'),
};
