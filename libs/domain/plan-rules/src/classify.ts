import { lineageOf } from './categories';
import { type FactValues, factsIn, holds } from './condition';
import type { LevelRule, PlanDocument } from './plan-document';
import {
  factNames,
  type FactName,
  type Facts,
  type Grade,
  type Impact,
  type Level,
  type LocalText,
  type Priority,
} from './plan-vocabulary';
import type { FactProposals } from './propose-facts';

/** What a level rule reads. */
export interface ClassifyInput {
  readonly category: string;
  readonly facts: Facts;
  /** A person's assessment; without it the plan's impact rules decide. */
  readonly impact?: Impact;
}

/** Category, level, severity, impact and priority are five separate things (decisions.md 10). */
export interface Classification {
  readonly category: string;
  readonly level: Level;
  readonly severity: Grade;
  readonly impact: Impact;
  readonly priority: Priority;
  /** The level rule that decided; absent when none matched and the complaint is general. */
  readonly ruleId?: string;
  readonly because: LocalText;
}

/** A plan's rule that a text alone would fire, and the plan's words in it. */
export interface SevereSuspicion {
  readonly ruleId: string;
  readonly words: readonly string[];
}

const noRule = {
  level: 'general',
  because: { zh: '没有分级规则与之相符，按一般投诉处理', en: 'No level rule matches; handled as a general complaint' },
} as const satisfies { level: Level; because: object };

const factsOf = (plan: PlanDocument, { category, facts }: ClassifyInput): FactValues => ({
  ...facts,
  category: lineageOf(plan, category),
});

const levelRuleFor = (plan: PlanDocument, input: ClassifyInput): LevelRule | undefined => {
  const facts = factsOf(plan, input);
  return plan.levelRules.find(({ when }) => holds(when, facts));
};

const impactFor = (plan: PlanDocument, input: ClassifyInput): Impact => {
  if (input.impact) return input.impact;
  const facts = factsOf(plan, input);
  return plan.impactRules.find(({ when }) => holds(when, facts))?.impact ?? 'individual';
};

const gradesDown = [4, 3, 2, 1] as const satisfies readonly Grade[];

const severityOf = (plan: PlanDocument, level: Level, ruleId: string | undefined): Grade => {
  const named = gradesDown.find((grade) => ruleId !== undefined && plan.severity[`${grade}`]?.includes(ruleId));
  return named ?? plan.severity.default[level];
};

/**
 * Level, severity, impact and priority of a complaint by the plan's rules, and the rule that decided.
 * Only stated facts count; what a text merely proposes is for suspectSevere (decisions.md 10, 11).
 */
export const classify = (plan: PlanDocument, input: ClassifyInput): Classification => {
  const rule = levelRuleFor(plan, input);
  const { level, because } = rule ?? noRule;
  const severity = severityOf(plan, level, rule?.id);
  const impact = impactFor(plan, input);
  return {
    category: input.category,
    level,
    severity,
    impact,
    priority: plan.priority[`${severity}`][impact],
    ...(rule && { ruleId: rule.id }),
    because,
  };
};

const larger = (stated: Facts, proposed: Facts): Facts => {
  const facts: { [name in FactName]?: number } = {};
  for (const name of factNames) {
    const values = [stated[name], proposed[name]].filter((value) => value !== undefined);
    if (values.length > 0) facts[name] = Math.max(...values);
  }
  return facts;
};

const wordsFor = ({ when }: LevelRule, { evidence }: FactProposals): string[] => {
  const read = factsIn(when);
  return evidence.filter(({ fact }) => read.includes(fact)).map(({ word }) => word);
};

/**
 * The severe rule that fires when the text's proposals are believed and does not on the stated facts alone, with the
 * plan's words that led to it: a severe candidate, for which the duty manager is called at once (decisions.md 11).
 * A stated 0 does not silence the text: that is for the person who looks to confirm.
 */
export const suspectSevere = (
  plan: PlanDocument,
  { proposals, ...input }: ClassifyInput & { readonly proposals: FactProposals },
): SevereSuspicion | undefined => {
  if (levelRuleFor(plan, input)?.level === 'severe') return undefined;
  const facts = larger(input.facts, proposals.facts);
  for (const category of new Set([proposals.category ?? input.category, input.category])) {
    const rule = levelRuleFor(plan, { category, facts });
    if (rule?.level === 'severe') return { ruleId: rule.id, words: [...new Set(wordsFor(rule, proposals))] };
  }
  return undefined;
};
