import { happened, refuse, type Decision } from '@redress/kernel';
import type { CaseRefusal, CompleteMeasure } from './case-commands';
import type { CaseEvent } from './case-events';
import type { CaseFile } from './case-file';
import type { LivingCase } from './case-state';
import { closingBySatisfaction } from './closing';
import { beyondAuthority } from './compensating';
import { carriedOut, isWork, measureCompleted, type Executing } from './measures';
import { offerOf } from './offers';

type Decided = Decision<CaseEvent, CaseRefusal>;

const completed = (data: CompleteMeasure['data'], state: Executing, file: CaseFile): CaseEvent[] => {
  const afterwards = { ...state, done: [...state.done, data.measureNo] };
  return [measureCompleted(data), ...closingBySatisfaction(afterwards, file, data)];
};

/** A compensation that was offered is issued, not just done; one that was not is given by whoever may. */
const hindranceToGiving = (
  { measureNo, authority }: CompleteMeasure['data'],
  { proposal }: Executing,
  { offers }: CaseFile,
): Decided | undefined => {
  if (proposal.measures[measureNo - 1]?.kind !== 'compensation') return undefined;
  const offer = offerOf(offers, proposal, measureNo);
  if (offer) return refuse('compensation-was-offered', { offerNo: offer.offerNo, use: 'issue-compensation' });
  const fault = beyondAuthority(authority, proposal);
  return fault && refuse('beyond-authority', { ...fault });
};

/** Records that a measure is done, once; the last one closes the case of a satisfied complainant. */
export const completeMeasure = ({ data }: CompleteMeasure, state: LivingCase, file: CaseFile): Decided => {
  const { measureNo } = data;
  const stage = carriedOut(state);
  if (typeof stage === 'string') return refuse(stage);
  const measure = stage.proposal.measures[measureNo - 1];
  if (!measure || !isWork(measure)) return refuse('measure-unknown', { measureNo });
  if (stage.done.includes(measureNo)) return happened();
  return hindranceToGiving(data, stage, file) ?? happened(...completed(data, stage, file));
};
