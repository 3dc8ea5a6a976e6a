import { happened, refuse, type Decision } from '@redress/kernel';
import type { Measure } from '@redress/plan-rules';
import type { CaseRefusal, CompleteMeasure } from './case-commands';
import type { CaseEvent } from './case-events';
import type { CaseIn, LivingCase } from './case-state';

type Executing = CaseIn<'adopted' | 'informed' | 'evaluated'>;

/** Whether a measure is work of its own; an apology and an explanation are given with the feedback. */
const isWork = ({ kind }: Measure): boolean => kind === 'compensation' || kind === 'correctiveMeasure';

/** Numbers of the measures that are still to be done. */
export const openMeasures = ({ proposal, done }: Executing): number[] =>
  proposal.measures.flatMap((measure, index) => (isWork(measure) && !done.includes(index + 1) ? [index + 1] : []));

/** Records that a measure is done, once. */
export const completeMeasure = ({ data }: CompleteMeasure, state: LivingCase): Decision<CaseEvent, CaseRefusal> => {
  const { complaintId, measureNo, note, at, by } = data;
  switch (state.status) {
    case 'none':
      return refuse('case-not-opened');
    case 'closed':
      return refuse('case-closed');
    case 'adopted':
    case 'informed':
    case 'evaluated':
      break;
    default:
      return refuse('resolution-plan-not-adopted');
  }
  const measure = state.proposal.measures[measureNo - 1];
  if (!measure || !isWork(measure)) return refuse('measure-unknown', { measureNo });
  if (state.done.includes(measureNo)) return happened();
  return happened({
    type: 'MeasureCompleted',
    data: { complaintId, measureNo, completedAt: at, completedBy: by, note },
  });
};
