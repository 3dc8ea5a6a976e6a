import type { Sealed } from '@redress/kernel';
import type { Measure } from '@redress/plan-rules';
import type { CaseRefusal } from './case-commands';
import type { MeasureCompleted } from './case-events';
import type { CaseIn, LivingCase } from './case-state';
import { offerOf, type Offer } from './offers';

/** A case whose resolution plan is being carried out. */
export type Executing = CaseIn<'adopted' | 'informed' | 'evaluated'>;

/** The case, when its plan is being carried out; else why that cannot be gone on with. */
export const carriedOut = (state: LivingCase): Executing | CaseRefusal => {
  switch (state.status) {
    case 'none':
      return 'case-not-opened';
    case 'closed':
      return 'case-closed';
    case 'adopted':
    case 'informed':
    case 'evaluated':
      return state;
    default:
      return 'resolution-plan-not-adopted';
  }
};

/** Whether a measure is work of its own; an apology and an explanation are given with the feedback. */
export const isWork = ({ kind }: Measure): boolean => kind === 'compensation' || kind === 'correctiveMeasure';

/** Numbers of the measures that are still to be done; a compensation that was refused is not. */
export const openMeasures = (
  { proposal, done }: Pick<CaseIn<'adopted' | 'informed' | 'evaluated' | 'closed'>, 'proposal' | 'done'>,
  offers: readonly Offer[],
): number[] =>
  proposal.measures.flatMap((measure, index) => {
    const measureNo = index + 1;
    const settled = done.includes(measureNo) || offerOf(offers, proposal, measureNo)?.state === 'refused';
    return isWork(measure) && !settled ? [measureNo] : [];
  });

/** A measure is done. */
export const measureCompleted = ({
  complaintId,
  measureNo,
  note,
  at,
  by,
}: {
  readonly complaintId: string;
  readonly measureNo: number;
  readonly note: Sealed;
  readonly at: string;
  readonly by: string;
}): MeasureCompleted => ({
  type: 'MeasureCompleted',
  data: { complaintId, measureNo, completedAt: at, completedBy: by, note },
});
