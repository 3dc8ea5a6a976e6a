import type { Measure } from '@redress/plan-rules';
import type { CaseIn } from './case-state';

/** Whether a measure is work of its own; an apology and an explanation are given with the feedback. */
export const isWork = ({ kind }: Measure): boolean => kind === 'compensation' || kind === 'correctiveMeasure';

/** Numbers of the measures that are still to be done. */
export const openMeasures = ({
  proposal,
  done,
}: Pick<CaseIn<'adopted' | 'informed' | 'evaluated' | 'closed'>, 'proposal' | 'done'>): number[] =>
  proposal.measures.flatMap((measure, index) => (isWork(measure) && !done.includes(index + 1) ? [index + 1] : []));
