import type { PlanCategory, PlanDocument } from './plan-document';

/** Every category of a plan, parents before their children. */
export const categoriesOf = (plan: Pick<PlanDocument, 'categories'>): PlanCategory[] => {
  const flatten = (category: PlanCategory): PlanCategory[] => [category, ...(category.children ?? []).flatMap(flatten)];
  return plan.categories.flatMap(flatten);
};

/** Whether a plan knows a category. */
export const hasCategory = (plan: Pick<PlanDocument, 'categories'>, id: string): boolean =>
  categoriesOf(plan).some((category) => category.id === id);

const path = (categories: readonly PlanCategory[], id: string): string[] | undefined => {
  for (const category of categories) {
    if (category.id === id) return [id];
    const below = path(category.children ?? [], id);
    if (below) return [...below, category.id];
  }
  return undefined;
};

/** A category and its parents, itself first; a rule that names a parent means its children too. */
export const lineageOf = (plan: Pick<PlanDocument, 'categories'>, id: string): string[] =>
  path(plan.categories, id) ?? [id];

/** Where a complaint belongs that fits no other category: the last of the top ones. */
export const fallbackCategory = (plan: Pick<PlanDocument, 'categories'>): string => {
  const last = plan.categories.at(-1);
  if (!last) throw new RangeError('the plan has no categories');
  return last.id;
};
