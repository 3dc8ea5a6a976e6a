import type { Goal } from '../goals';
import type { Scale } from './bench-case';
import type { Measurement } from './recorder';
import { spreadOf } from './statistics';

/** What a run says of a goal. `unmeasured`: its case did not run. */
export type Verdict = 'met' | 'missed' | 'not established' | 'unmeasured';

/** A goal beside what was measured. */
export interface Judged {
  readonly goal: Goal;
  readonly verdict: Verdict;
  /** Why nothing is established. */
  readonly because?: string;
}

const control = { lowest: 0.95, highest: 1.05 };

const keeps = ({ direction, bound }: Goal, value: number): boolean =>
  direction === 'atLeast' ? value >= bound : value <= bound;

const judgeOne = (goal: Goal, found: Measurement, controlled: Measurement | undefined): Judged => {
  const { median: controlMedian } = spreadOf(controlled?.rounds ?? [1]);
  if (controlMedian < control.lowest || controlMedian > control.highest)
    return { goal, verdict: 'not established', because: `the control read ${controlMedian.toFixed(2)}` };
  const { lowest, highest } = spreadOf(found.rounds);
  const [low, high] = [keeps(goal, lowest), keeps(goal, highest)];
  if (low !== high) return { goal, verdict: 'not established', because: 'the spread crosses the bound' };
  return { goal, verdict: low ? 'met' : 'missed' };
};

/** Judges the goals by what was measured: the whole spread has to be on one side of the bound; `quick` tells nothing. */
export const judge = (
  goals: readonly Goal[],
  measurements: readonly Measurement[],
  scale: Scale = 'full',
): readonly Judged[] => {
  const byId = new Map(measurements.map((each) => [each.id, each]));
  return goals.map((goal) => {
    const found = byId.get(goal.id);
    if (!found) return { goal, verdict: 'unmeasured' };
    if (scale === 'quick') return { goal, verdict: 'not established', because: 'too little was measured' };
    return judgeOne(goal, found, goal.control === undefined ? undefined : byId.get(goal.control));
  });
};
