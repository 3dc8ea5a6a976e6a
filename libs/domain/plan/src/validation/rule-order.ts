import { type Condition, lineageOf, type PlanDocument } from '@redress/plan-rules';
import { implies, type Lineage, neverHolds } from './implication';
import { problem, type Problem } from './problem';

interface Ordered {
  readonly name: string;
  readonly when?: Condition;
}

const always: Condition = { all: [] };

const unreachable = (
  rules: readonly Ordered[],
  path: string,
  lineage: Lineage,
): { at: number; problems: Problem[] }[] =>
  rules.flatMap(({ when }, at) => {
    if (when && neverHolds(when)) {
      return {
        at,
        problems: problem(`${path}/${at}`, '此规则的条件不可能成立', 'The condition of this rule can never hold'),
      };
    }
    const before = rules.slice(0, at).find((earlier) => implies(when ?? always, earlier.when, lineage));
    if (!before) return [];
    const zh = `此规则永远不会生效：凡符合者已由前面的“${before.name}”决定`;
    const en = `This rule is never reached: "${before.name}" before it decides whatever it matches`;
    return { at, problems: problem(`${path}/${at}`, zh, en) };
  });

/** Rules are read in order, so one that an earlier rule covers, or that cannot hold, is an error; and one must be severe. */
export const ruleOrderProblems = (plan: PlanDocument): Problem[] => {
  const lineage: Lineage = (fact, value) => (fact === 'category' ? lineageOf(plan, value) : [value]);
  const named = (rules: readonly { id: string; when?: Condition }[]) =>
    rules.map(({ id, when }) => ({ name: id, when }));
  const levels = unreachable(named(plan.levelRules), '/levelRules', lineage);
  const dead = new Set(levels.map(({ at }) => at));
  const severe = plan.levelRules.some(({ level }, at) => level === 'severe' && !dead.has(at));
  return [
    ...levels.flatMap(({ problems }) => problems),
    ...(severe ? [] : problem('/levelRules', '没有规则会得出“严重投诉”', 'No rule leads to a severe complaint')),
    ...unreachable(named(plan.impactRules), '/impactRules', lineage).flatMap(({ problems }) => problems),
    ...unreachable(
      plan.approvals.map(({ by, when }, at) => ({ name: `approvals[${at}] → ${by}`, when })),
      '/approvals',
      lineage,
    ).flatMap(({ problems }) => problems),
  ];
};
