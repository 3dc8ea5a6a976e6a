import { guarded } from '@redress/event-store';
import type { LocalText } from '@redress/contracts';
import type { ProjectionEngine } from '@redress/projections';
import { plans, type PlanSection, type PlanWords } from '../projections/plans.projection';

/** What the plans of a site call things. */
export interface PlanNames {
  /** Who issued the plan. */
  readonly unit?: LocalText;
  /** Categories by code. */
  readonly categories: Readonly<Record<string, LocalText>>;
}

/** The names by one version, and by the newest that knows a thing where that one does not, or none is asked for. */
export const namesIn = (versions: readonly PlanWords[], planRef?: string): PlanNames => {
  const governing = versions.filter((one) => one.planRef === planRef);
  return [...versions, ...governing].reduce<PlanNames>(
    (names, { unit = names.unit, categories }) => ({
      ...(unit && { unit }),
      categories: { ...names.categories, ...categories },
    }),
    { categories: {} },
  );
};

/** Most plans of a site whose names are known. */
const namedPlans = 20;
/** Longest time the query may take, milliseconds. */
const queryMs = 5_000;

/** What the plans of a site call things, first of all by one version. */
export const planNames = async (engine: ProjectionEngine, siteId: string, planRef?: string): Promise<PlanNames> => {
  const live = await guarded('read models', () => engine.live());
  const options = { maxTimeMS: queryMs, readConcern: { level: 'local' }, sort: { _id: 1 }, limit: namedPlans } as const;
  const found = await guarded('plans', () => live.documents(plans, 'main').find({ siteId }, options).toArray());
  return namesIn(
    found.flatMap(({ sections }) => (sections['plan']?.data as PlanSection | undefined)?.versions ?? []),
    planRef,
  );
};
