import {
  categoriesOf,
  type Condition,
  factNames,
  type Leaf,
  type PlanDocument,
  type Selector,
} from '@redress/plan-rules';
import { below, problem, type Problem } from './problem';

const gradings = ['level', 'impact', 'priority', 'category'];

/** Facts by where a condition stands; all but the gradings are numbers. */
const readable = {
  rule: [...factNames, 'category'],
  response: [...factNames, ...gradings, 'severity'],
  approval: [...gradings, 'severity', 'compensation'],
} as const;

const leavesOf = (condition: Condition | undefined, path: string): { leaf: Leaf; path: string }[] => {
  if (condition === undefined) return [];
  if (!('all' in condition) && !('any' in condition)) return [{ leaf: condition, path }];
  const [group, parts] = 'all' in condition ? ['all', condition.all] : ['any', condition.any];
  return parts.flatMap((part, index) => leavesOf(part, below(path, group, index)));
};

const valuesOf = (leaf: Leaf): readonly (number | string)[] => {
  if ('in' in leaf) return leaf.in;
  return 'eq' in leaf ? [leaf.eq] : [0];
};

const unknownCategory = (path: string, id: string) => problem(path, `没有类别“${id}”`, `There is no category "${id}"`);

const leafProblems = (
  leaf: Leaf,
  path: string,
  allowed: readonly string[],
  categories: ReadonlySet<string>,
): Problem[] => {
  const { fact } = leaf;
  if (!allowed.includes(fact)) {
    return problem(
      below(path, 'fact'),
      `此处没有“${fact}”这一事实，可用：${allowed.join('、')}`,
      `There is no fact "${fact}" here; there are ${allowed.join(', ')}`,
    );
  }
  const wanted = gradings.includes(fact) ? 'string' : 'number';
  const values = valuesOf(leaf);
  if (values.some((value) => typeof value !== wanted)) {
    return wanted === 'number'
      ? problem(path, `“${fact}”应与数字比较`, `"${fact}" is compared with numbers`)
      : problem(path, `“${fact}”应以 eq 或 in 与文字比较`, `"${fact}" is compared with texts, by eq or in`);
  }
  const unknown = fact === 'category' ? values.filter((id) => !categories.has(String(id))) : [];
  return unknown.flatMap((id) => unknownCategory(path, String(id)));
};

const conditions = (plan: PlanDocument): { when?: Condition; path: string; allowed: readonly string[] }[] => [
  ...plan.levelRules.map(({ when }, i) => ({ when, path: `/levelRules/${i}/when`, allowed: readable.rule })),
  ...plan.impactRules.map(({ when }, i) => ({ when, path: `/impactRules/${i}/when`, allowed: readable.rule })),
  ...plan.approvals.map(({ when }, i) => ({ when, path: `/approvals/${i}/when`, allowed: readable.approval })),
  ...plan.emergency.responseLevels.map(({ when }, i) => ({
    when,
    path: `/emergency/responseLevels/${i}/when`,
    allowed: readable.response,
  })),
];

const selectors = (plan: PlanDocument): { selector: Selector; path: string }[] => [
  ...plan.deadlines.overrides.map(({ when }, i) => ({ selector: when, path: `/deadlines/overrides/${i}/when` })),
  ...plan.emergency.activateWhen.map((selector, i) => ({ selector, path: `/emergency/activateWhen/${i}` })),
  { selector: plan.publicDisclosure.when, path: '/publicDisclosure/when' },
];

const selectorProblems = ({ category }: Selector, path: string, categories: ReadonlySet<string>): Problem[] =>
  (category === undefined ? [] : typeof category === 'string' ? [category] : category)
    .filter((id) => !categories.has(id))
    .flatMap((id) => unknownCategory(below(path, 'category'), id));

/** Facts and categories that rules, selectors and drills name must exist, and be compared with what they are. */
export const referenceProblems = (plan: PlanDocument): Problem[] => {
  const categories = new Set(categoriesOf(plan).map(({ id }) => id));
  return [
    ...conditions(plan).flatMap(({ when, path, allowed }) =>
      leavesOf(when, path).flatMap((found) => leafProblems(found.leaf, found.path, allowed, categories)),
    ),
    ...selectors(plan).flatMap(({ selector, path }) => selectorProblems(selector, path, categories)),
    ...plan.drills.scenarios.flatMap(({ complaints }, s) =>
      complaints
        .map(({ category }, c) => ({ category, path: `/drills/scenarios/${s}/complaints/${c}/category` }))
        .filter(({ category }) => !categories.has(category))
        .flatMap(({ category, path }) => unknownCategory(path, category)),
    ),
  ];
};
