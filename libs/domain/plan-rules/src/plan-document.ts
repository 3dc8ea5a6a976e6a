import type { Condition } from './condition';

/**
 * A plan as published: the validated content of one plan file, exactly as written (docs: the executable plan; decisions.md 8).
 * Durations are strings (see limit.ts): `PT24H`, `3 workingDays`, `10 days`, `P6M`.
 */
export interface PlanDocument {
  readonly apiVersion: 'redress/v1';
  readonly kind: 'EmergencyPlan';
  readonly metadata: PlanMetadata;
  readonly headings: Readonly<Record<Heading, LocalText>>;
  readonly calendar: PlanCalendar;
  readonly categories: readonly PlanCategory[];
  readonly levels: readonly PlanLevel[];
  readonly impact: readonly Impact[];
  /** First match wins; a complaint no rule matches is `general`. */
  readonly levelRules: readonly LevelRule[];
  /** First match wins; without a match the impact is `individual`. */
  readonly impactRules: readonly ImpactRule[];
  readonly severity: SeverityTable;
  /** Severity grade → impact → priority. */
  readonly priority: Readonly<Record<`${Grade}`, Readonly<Record<Impact, Priority>>>>;
  readonly deadlines: PlanDeadlines;
  /** `default` runs on every deadline, `severe` from the moment a severe complaint (or candidate) is known. */
  readonly escalationLadders: { readonly default: readonly LadderStep[]; readonly severe: readonly LadderStep[] };
  readonly surge: readonly SurgeRule[];
  readonly emergency: EmergencySection;
  /** First match wins; without a match no approval is needed. */
  readonly approvals: readonly ApprovalRule[];
  readonly publicDisclosure: PublicDisclosure;
  readonly drills: Drills;
  readonly evaluation: { readonly indicators: readonly string[] };
  readonly wordList: WordList;
}

/** A text for people; zh is always there. Markdown in `headings`, a plain sentence elsewhere. */
export interface LocalText {
  readonly zh: string;
  readonly en?: string;
}

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

export interface PlanMetadata {
  readonly id: string;
  readonly title: LocalText;
  /** YYYY-MM-DD, from its first moment in the plan's time zone. */
  readonly effectiveFrom: string;
  /** The compiling unit and how to reach it. */
  readonly compiledBy: { readonly zh: string; readonly en?: string; readonly contact: string };
}

/** The site's working time over the national calendar. */
export interface PlanCalendar {
  readonly timeZone: 'Asia/Shanghai';
  readonly workingDays: 'china';
  /** `HH:MM-HH:MM`, local; day limits end with it. Without it they end at 24:00. */
  readonly officeHours?: string;
  /** Days off besides the national ones: `YYYY-MM-DD` or `YYYY-MM-DD/YYYY-MM-DD`, both ends included. */
  readonly closures: readonly string[];
  /** Days worked although the national calendar has them off; same notation, wins over closures. */
  readonly extraWorkingDays: readonly string[];
}

/** A category; a rule that names it means its children too. */
export interface PlanCategory extends LocalText {
  readonly id: string;
  /** Words that propose it. */
  readonly keywords?: readonly string[];
  readonly characteristics?: LocalText;
  readonly handling?: LocalText;
  readonly children?: readonly PlanCategory[];
}

/** What marks a level and how it is handled. */
export interface PlanLevel extends LocalText {
  readonly id: Level;
  readonly characteristics: LocalText;
  readonly handling: LocalText;
}

/** Without `when` it always matches. `because` is shown to people. */
export interface LevelRule {
  readonly id: string;
  readonly level: Level;
  readonly when?: Condition;
  readonly because: LocalText;
}

export interface ImpactRule {
  readonly id: string;
  readonly impact: Impact;
  readonly when?: Condition;
  readonly because: LocalText;
}

/** Grades of the level rules named; any other complaint by its level. */
export type SeverityTable = { readonly [grade in `${Grade}`]?: readonly string[] } & {
  readonly default: Readonly<Record<Level, Grade>>;
};

/** All named fields must match; a list matches any of its members; a category matches its children. */
export interface Selector {
  readonly priority?: Priority | readonly Priority[];
  readonly level?: Level | readonly Level[];
  readonly impact?: Impact | readonly Impact[];
  readonly category?: string | readonly string[];
}

export interface DeadlineRule {
  readonly from: (typeof deadlineOrigins)[DeadlineKind];
  readonly within: string;
}

/** Other limits for some complaints; of several overrides the first that names the deadline counts. */
export type DeadlineOverride = { readonly when: Selector } & { readonly [kind in DeadlineKind]?: string };

export type PlanDeadlines = Readonly<Record<DeadlineKind, DeadlineRule>> & {
  readonly overrides: readonly DeadlineOverride[];
  /** The only reasons a stage clock may stand still for (domain rule 5.9). */
  readonly pauseReasons: readonly string[];
};

/** `at`: `immediately`, `50%`, `due`, `due+PT4H`, `due+1 workingDays`, or a duration after the start: `PT10M`. */
export interface LadderStep {
  readonly at: string;
  readonly tell: readonly Role[];
  readonly acknowledgeWithin?: string;
  readonly repeat?: string;
}

export interface SurgeRule {
  readonly id: string;
  readonly same: readonly ('site' | 'category' | 'place' | 'text')[];
  readonly count: number;
  readonly within: string;
  readonly then: 'openIncident' | 'openCandidate';
}

export interface ApprovalRule {
  readonly what: 'resolutionPlan';
  /** Facts: `compensation` (yuan, whole proposal), `level`, `impact`, `priority`, `severity`, `category`. */
  readonly when?: Condition;
  readonly by: Role;
}

export interface PublicDisclosure {
  readonly when: Selector;
  readonly within: string;
  readonly redactPersonalData: boolean;
}

export interface EmergencySection {
  readonly activateWhen: readonly (Selector & { readonly surge?: string })[];
  readonly responseLevels: readonly (LocalText & {
    readonly id: 'I' | 'II' | 'III' | 'IV';
    readonly when?: Condition;
    readonly ledBy: Role;
  })[];
  readonly commandPost: readonly string[];
  readonly groups: readonly (LocalText & { readonly id: string })[];
  readonly externalUnits: readonly (LocalText & { readonly id: string; readonly phone: string })[];
  readonly tasks: readonly (LocalText & { readonly id: string; readonly group: string; readonly within: string })[];
  readonly authorityReports: { readonly initial: string; readonly followUp: string; readonly final: 'standDown' };
  readonly informationRelease: { readonly firstStatement: string; readonly approver: string };
  readonly standDown: {
    readonly approver: string;
    readonly conditions: readonly (string | Readonly<Record<string, string>>)[];
  };
  readonly review: { readonly within: string };
}

export interface Drills {
  readonly every: string;
  readonly scenarios: readonly (LocalText & {
    readonly id: string;
    readonly speed: number;
    readonly complaints: readonly {
      readonly after: string;
      readonly category: string;
      readonly facts?: Facts;
      readonly text: LocalText;
    }[];
  })[];
}

/** Words that propose facts from a text; a proposal never decides alone (decisions.md 11). */
export interface WordList {
  /** Before a word they undo it: 没有, 无, not. */
  readonly negations: readonly string[];
  /** May stand between a negation and the word: 人, 造成, been. */
  readonly fillers: readonly string[];
  readonly entries: readonly WordEntry[];
}

export interface WordEntry {
  readonly words: readonly string[];
  readonly fact: FactName;
  readonly value: number;
  /** Take a number of persons in the same clause as the value: 12人食物中毒. */
  readonly countPersons?: boolean;
}
