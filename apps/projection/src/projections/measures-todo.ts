import type { CaseSection } from './case-section';
import { offerOf } from './compensation-section';
import { forRole, forStaff, todo, type Todo } from './task';

/**
 * The measures of the adopted plan that are still to be done: the feedback gives the other kinds, and a
 * compensation that was refused is not given.
 */
const openMeasures = ({ adoptedAt, plan, doneMeasures = [], compensations }: CaseSection): number[] =>
  (adoptedAt === undefined ? [] : (plan?.measures ?? [])).flatMap(({ kind }, index) => {
    const measureNo = index + 1;
    const isWork = kind === 'compensation' || kind === 'correctiveMeasure';
    const isDone = doneMeasures.some((done) => done.measureNo === measureNo);
    return isWork && !isDone && offerOf(compensations, plan, measureNo)?.state !== 'refused' ? [measureNo] : [];
  });

/** Numbers of the offers that were accepted and not issued yet, and are no measure of the plan any more. */
const owedBesides = ({ compensations = [], plan, adoptedAt }: CaseSection): number[] =>
  compensations.flatMap(({ offerNo, proposalNo, state }) => {
    const isMeasure = adoptedAt !== undefined && proposalNo === plan?.proposalNo;
    return state === 'accepted' && !isMeasure ? [offerNo] : [];
  });

/** Whether something of a plan is still to be carried out before the case is closed. */
export const isUnfinished = (file: CaseSection): boolean =>
  openMeasures(file).length > 0 || owedBesides(file).length > 0;

const aboutMeasure = ({ plan, compensations }: CaseSection, measureNo: number, handler: string): Todo => {
  const { responsible = handler, dueAt } = plan?.measures[measureNo - 1] ?? {};
  const offer = offerOf(compensations, plan, measureNo);
  const due = { measureNo, ...(dueAt !== undefined && { by: dueAt }) };
  if (!offer) return { ...todo('completeMeasure', forStaff(responsible)), ...due };
  const { offerNo, state } = offer;
  return state === 'accepted'
    ? { ...todo('issueCompensation', forStaff(responsible)), offerNo, ...due }
    : { ...todo('followUpOffer', forStaff(responsible), forRole('clerk')), offerNo, measureNo };
};

/** What is to be done about measures: carried out, offers followed up, what was accepted issued. */
export const aboutMeasures = (file: CaseSection | undefined): Todo[] => {
  const handler = file?.assignment?.handlerId;
  if (!file || handler === undefined) return [];
  return [
    ...openMeasures(file).map((measureNo) => aboutMeasure(file, measureNo, handler)),
    ...owedBesides(file).map((offerNo) => ({ ...todo('issueCompensation', forStaff(handler)), offerNo })),
  ];
};
