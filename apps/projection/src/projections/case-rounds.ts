import type { CaseSection, ResolutionPlan, Round, Without } from './case-section';
import { lapsed } from './compensation-section';
import type { DataOf } from './fold-events';

/** The case when a proposal was judged; of an earlier one it is no news. */
export const judged = (section: CaseSection, proposalNo: number, change: Partial<ResolutionPlan>): CaseSection =>
  section.plan?.proposalNo === proposalNo ? { ...section, plan: { ...section.plan, ...change } } : section;

/** Most rounds that are over, and plans that others took the place of in a round, shown with a complaint. */
const shownRounds = 10;

const present = <T extends object>(parts: T): T =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as T;

/** The fields of a round. */
const roundFields = [
  'completed',
  'plan',
  'adoptedAt',
  'doneMeasures',
  'replaced',
  'feedback',
  'satisfaction',
  'callBacks',
  'evaluation',
  'closed',
] as const satisfies readonly (keyof Round)[];

/** The round that is over is put aside; a finding that was not questioned stands, and what was accepted is owed. */
export const reopen = (section: CaseSection, reopened: Without<DataOf<'CaseReopened'>>): CaseSection => {
  const { completed } = section;
  const round = Object.fromEntries(roundFields.map((field) => [field, section[field]])) as Round;
  const none = Object.fromEntries(roundFields.map((field) => [field, undefined]));
  return present({
    ...section,
    ...none,
    ...(completed && reopened.stage === 'resolutionPlan' && { completed }),
    ...lapsed(section.compensations, 'offered'),
    round: reopened.round,
    earlier: [...(section.earlier ?? []), { ...present(round), reopened }].slice(-shownRounds),
  });
};

/** The latest proposal; an adopted plan that it takes the place of is put aside. */
export const propose = (section: CaseSection, proposed: Without<DataOf<'ResolutionPlanProposed'>>): CaseSection => {
  const { plan, adoptedAt, doneMeasures, ...kept } = section;
  const latest: ResolutionPlan = { ...proposed, judgement: 'open' };
  if (adoptedAt === undefined) return { ...section, plan: latest };
  return {
    ...kept,
    ...lapsed(section.compensations, 'offered'),
    plan: latest,
    replaced: [...(section.replaced ?? []), present({ plan, adoptedAt, doneMeasures })].slice(-shownRounds),
  };
};
