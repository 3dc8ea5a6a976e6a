import type { Aftercare } from './aftercare';
import type { AuthorityLimit } from './authority';
import type { Condition } from './condition';
import type { Drills, EmergencySection } from './emergency-section';
import type { Questions } from './questions';
import type {
  DeadlineKind,
  deadlineOrigins,
  FactName,
  Grade,
  Heading,
  Impact,
  Level,
  LocalText,
  Priority,
  Role,
  Selector,
} from './plan-vocabulary';

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
  readonly escalationLadders: Readonly<Record<LadderName, readonly LadderStep[]>>;
  readonly surge: readonly SurgeRule[];
  readonly emergency: EmergencySection;
  /** First match wins; without a match no approval is needed. */
  readonly approvals: readonly ApprovalRule[];
  /** No limits where it is left out. */
  readonly authority?: readonly AuthorityLimit[];
  /** The usual one where it is left out. */
  readonly aftercare?: Aftercare;
  /** The usual ones where it is left out. */
  readonly questions?: Questions;
  readonly publicDisclosure: PublicDisclosure;
  readonly drills: Drills;
  readonly evaluation: { readonly indicators: readonly string[] };
  readonly wordList: WordList;
}

/** The ladders a plan has. */
export const ladderNames = ['default', 'severe'] as const;
export type LadderName = (typeof ladderNames)[number];

/** What identifies a plan. */
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

/** How far a complaint reaches. */
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

/** The limit of one stage. */
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

/** Many complaints that share these things within a time are one incident (decisions.md 10). */
export interface SurgeRule {
  readonly id: string;
  readonly same: readonly ('site' | 'category' | 'place' | 'text')[];
  readonly count: number;
  readonly within: string;
  readonly then: 'openIncident' | 'openCandidate';
}

/** Who must approve what. */
export interface ApprovalRule {
  readonly what: 'resolutionPlan';
  /** Facts: `compensation` (yuan, whole proposal), `level`, `impact`, `priority`, `severity`, `category`. */
  readonly when?: Condition;
  readonly by: Role;
}

/** Which results are published, and by when. */
export interface PublicDisclosure {
  readonly when: Selector;
  readonly within: string;
  readonly redactPersonalData: boolean;
}

/** Words that propose facts from a text; a proposal never decides alone (decisions.md 11). */
export interface WordList {
  /** Before a word they undo it: 没有, 无, not. */
  readonly negations: readonly string[];
  /** May stand between a negation and the word: 人, 造成, been. */
  readonly fillers: readonly string[];
  readonly entries: readonly WordEntry[];
}

/** Words that propose one fact. */
export interface WordEntry {
  readonly words: readonly string[];
  readonly fact: FactName;
  readonly value: number;
  /** Take a number of persons in the same clause as the value: 12人食物中毒. */
  readonly countPersons?: boolean;
}
