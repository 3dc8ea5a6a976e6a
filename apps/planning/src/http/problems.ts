import type { PlanRefusal } from '@redress/plan';
import type { ProblemCatalogue } from '@redress/platform';

const titles = {
  'plan-invalid': { zh: '预案有误', en: 'The plan has mistakes' },
  'plan-id-differs': { zh: '预案编号与原预案不一致', en: 'The plan has another id' },
  'effective-date-passed': { zh: '生效日期已过', en: 'The effective date has passed' },
  'effective-before-earlier-version': {
    zh: '生效日期早于一个尚未生效的版本',
    en: 'An earlier version only comes into force later',
  },
  'plan-version-unknown': { zh: '没有该预案版本', en: 'There is no such version of the plan' },
  'plan-last-in-force': { zh: '没有其他有效的预案版本', en: 'No other version of the plan is in force' },
  'category-unknown': { zh: '预案中没有该类别', en: 'The plan has no such category' },
} as const satisfies Record<PlanRefusal | 'category-unknown', { zh: string; en: string }>;

const refusalStatus: { readonly [R in PlanRefusal]?: number } = { 'plan-invalid': 422, 'plan-version-unknown': 404 };

/** How planning's refusals look over HTTP; what is not named is a 409. */
export const planningProblems: ProblemCatalogue = { titles, refusalStatus };
