/** The 14 standard headings. */
export const headings = [
  'title',
  'effectiveDate',
  'purpose',
  'scope',
  'definitions',
  'responsibilities',
  'acceptanceProcess',
  'investigationProcess',
  'handlingProcess',
  'feedbackProcess',
  'emergencyResources',
  'revisionAndApproval',
  'trainingAndDrills',
  'evaluationAndImprovement',
] as const;
export type Heading = (typeof headings)[number];

export const levels = ['severe', 'general', 'suggestion'] as const;
export type Level = (typeof levels)[number];

export const impacts = ['individual', 'group', 'site', 'public'] as const;
export type Impact = (typeof impacts)[number];

export const priorities = ['P1', 'P2', 'P3', 'P4'] as const;
export type Priority = (typeof priorities)[number];

export const grades = [1, 2, 3, 4] as const;
/** Severity, 4 the gravest (decisions.md 10). */
export type Grade = (typeof grades)[number];

export const deadlineKinds = [
  'acceptance',
  'investigation',
  'resolutionPlan',
  'feedback',
  'outcomeEvaluation',
] as const;
export type DeadlineKind = (typeof deadlineKinds)[number];

/** The event a deadline counts from, by deadline. */
export const deadlineOrigins = {
  acceptance: 'registered',
  investigation: 'accepted',
  resolutionPlan: 'investigationCompleted',
  feedback: 'resolutionPlanAdopted',
  outcomeEvaluation: 'feedbackGiven',
} as const satisfies Record<DeadlineKind, string>;

export const roles = [
  'clerk',
  'handler',
  'investigator',
  'teamLead',
  'siteDirector',
  'dutyManager',
  'commander',
  'planner',
  'headquarters',
  'auditor',
  'admin',
] as const;
export type Role = (typeof roles)[number];

/** Counts a complaint may state; `dangerNow` is 1 or 0, `directLossYuan` yuan, `strandedHours` hours, the rest persons. */
export const factNames = [
  'deaths',
  'seriousInjuries',
  'illPeople',
  'affectedPeople',
  'strandedVisitors',
  'strandedHours',
  'directLossYuan',
  'dangerNow',
] as const;
export type FactName = (typeof factNames)[number];
export type Facts = { readonly [name in FactName]?: number };

/** A text for people; zh is always there. Markdown in `headings`, a plain sentence elsewhere. */
export interface LocalText {
  readonly zh: string;
  readonly en?: string;
}

/** The text of something that has more than its name. */
export const textOf = ({ zh, en }: LocalText): LocalText => ({ zh, ...(en !== undefined && { en }) });

/** All named fields must match; a list matches any of its members; a category matches its children. */
export interface Selector {
  readonly priority?: Priority | readonly Priority[];
  readonly level?: Level | readonly Level[];
  readonly impact?: Impact | readonly Impact[];
  readonly category?: string | readonly string[];
}
