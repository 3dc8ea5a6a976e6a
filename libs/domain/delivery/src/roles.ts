/** Roles staff can hold, as the published language names them. */
export type Role =
  | 'clerk'
  | 'handler'
  | 'investigator'
  | 'teamLead'
  | 'siteDirector'
  | 'dutyManager'
  | 'commander'
  | 'planner'
  | 'headquarters'
  | 'auditor'
  | 'admin';

/** Languages of the product. */
export type Locale = 'zh-CN' | 'en';
