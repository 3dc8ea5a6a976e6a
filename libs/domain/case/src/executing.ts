import { happened, refuse, type Decision } from '@redress/kernel';
import type { CaseRefusal, CompleteMeasure } from './case-commands';
import type { CaseEvent } from './case-events';
import type { CaseFile } from './case-file';
import type { CaseIn, LivingCase } from './case-state';
import { closingBySatisfaction } from './closing';
import { isWork } from './measures';

type Executing = CaseIn<'adopted' | 'informed' | 'evaluated'>;

const completed = (
  { complaintId, measureNo, note, at, by }: CompleteMeasure['data'],
  state: Executing,
  file: CaseFile,
): CaseEvent[] => {
  const afterwards = { ...state, done: [...state.done, measureNo] };
  return [
    { type: 'MeasureCompleted', data: { complaintId, measureNo, completedAt: at, completedBy: by, note } },
    ...closingBySatisfaction(afterwards, file, { complaintId, at, by }),
  ];
};

/** Records that a measure is done, once; the last one closes the case of a satisfied complainant. */
export const completeMeasure = (
  { data }: CompleteMeasure,
  state: LivingCase,
  file: CaseFile,
): Decision<CaseEvent, CaseRefusal> => {
  const { measureNo } = data;
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
  return happened(...completed(data, state, file));
};
