import type { Role } from '@redress/contracts';
import type { Stage } from './complaint-item';

/** Who a ladder tells, from the bottom to the top; only they can be waited for. */
export const ladderRoles = [
  'handler',
  'teamLead',
  'dutyManager',
  'siteDirector',
  'headquarters',
] as const satisfies readonly Role[];
export type LadderRole = (typeof ladderRoles)[number];

/** What becomes of a complaint in the demo. */
export interface Fate {
  readonly outcome: 'handled' | 'declined' | 'transferred';
  /** The finding of the investigation. */
  readonly substantiated: boolean;
  /** Yuan; from 1,000 on the default plan demands the site director's approval. */
  readonly compensationYuan?: number;
  /** Words in the text make it look grave: the duty manager confirms it instead of ruling it out. */
  readonly confirmSevere?: boolean;
  /** The complainant is not satisfied with the first result: the case is reopened. */
  readonly dissatisfied?: boolean;
  /** At this stage nobody works until the ladder has reached this role. */
  readonly idle?: { readonly stage: Stage; readonly until: LadderRole };
}

/** Random numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const idleStages: readonly Stage[] = ['acceptance', 'acceptance', 'investigation', 'resolutionPlan', 'feedback'];
const idleUntil: readonly LadderRole[] = ['dutyManager', 'dutyManager', 'siteDirector', 'headquarters'];

const one = <T>(items: readonly T[], random: () => number): T => {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('nothing to choose from');
  return item;
};

const outcomeBy = (chance: number): Fate['outcome'] => {
  if (chance < 0.06) return 'declined';
  return chance < 0.12 ? 'transferred' : 'handled';
};

/** A fate for a complaint nobody chose one for: most are handled in time, one in six is left lying at some stage. */
export const fateBy = (random: () => number): Fate => {
  const outcome = outcomeBy(random());
  const substantiated = random() < 0.6;
  const compensationYuan = substantiated && random() < 0.3 ? Math.ceil(random() * 20) * 100 : undefined;
  const idle = outcome === 'handled' && random() < 1 / 6;
  return {
    outcome,
    substantiated,
    ...(compensationYuan !== undefined && { compensationYuan }),
    confirmSevere: random() < 0.25,
    ...(idle && { idle: { stage: one(idleStages, random), until: one(idleUntil, random) } }),
    dissatisfied: random() < 0.2,
  };
};
