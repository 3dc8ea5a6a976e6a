import type { LocalText } from '@redress/contracts';
import type { PlanWords } from '../projections/plans.projection';

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
