import { categoriesOf, lineageOf } from './categories';
import { stageLimit } from './deadline';
import type { LadderStep, PlanDocument } from './plan-document';
import { deadlineKinds, textOf, type DeadlineKind, type LocalText } from './plan-vocabulary';
import type { Graded } from './selector';

/** What marks a category or a level, and how it is handled. */
export interface HandlingGuide {
  readonly id: string;
  readonly name: LocalText;
  readonly characteristics?: LocalText;
  readonly handling?: LocalText;
}

/** What a plan tells whoever takes or handles a complaint of a kind. */
export interface Guidance {
  readonly category?: HandlingGuide;
  readonly level?: HandlingGuide;
  readonly limits: readonly { readonly deadline: DeadlineKind; readonly rule: string; readonly within: string }[];
  /** Who is told when, if the limits are not kept. */
  readonly ladder: readonly Pick<LadderStep, 'at' | 'tell'>[];
}

/** A category says what its parent says where it says nothing itself. */
const categoryGuide = (plan: PlanDocument, id: string): HandlingGuide | undefined => {
  const known = categoriesOf(plan);
  const lineage = lineageOf(plan, id).flatMap((one) => known.find((category) => category.id === one) ?? []);
  const [own] = lineage;
  if (!own) return undefined;
  const { characteristics } = lineage.find((category) => category.characteristics) ?? {};
  const { handling } = lineage.find((category) => category.handling) ?? {};
  return { id, name: textOf(own), ...(characteristics && { characteristics }), ...(handling && { handling }) };
};

const levelGuide = ({ levels }: PlanDocument, id: string): HandlingGuide | undefined => {
  const level = levels.find((one) => one.id === id);
  return level && { id, name: textOf(level), characteristics: level.characteristics, handling: level.handling };
};

/** How a complaint of a kind is handled, as far as its kind is known. */
export const guidanceFor = (plan: PlanDocument, graded: Pick<Graded, 'category' | 'level' | 'priority'>): Guidance => {
  const category = graded.category === undefined ? undefined : categoryGuide(plan, graded.category);
  const level = graded.level === undefined ? undefined : levelGuide(plan, graded.level);
  const ladder = plan.escalationLadders[graded.level === 'severe' ? 'severe' : 'default'];
  return {
    ...(category && { category }),
    ...(level && { level }),
    limits: deadlineKinds.map((deadline) => ({ deadline, ...stageLimit(plan, deadline, graded) })),
    ladder: ladder.map(({ at, tell }) => ({ at, tell })),
  };
};
