import type { CaseRefusal } from './case-commands';
import type { CaseClosed } from './case-events';
import type { CaseFile } from './case-file';
import type { CaseIn } from './case-state';
import { openMeasures } from './measures';
import { owedOffers } from './offers';

/** A case whose result was told. */
export type InformedCase = CaseIn<'informed' | 'evaluated' | 'closed'>;

/** Whether the result was told in this round. */
export const isInformed = (stage: CaseFile['stage']): stage is InformedCase =>
  stage.status === 'informed' || stage.status === 'evaluated' || stage.status === 'closed';

/**
 * What keeps a case from being closed: an unsolved problem, an open measure, a compensation that is owed, or that nobody
 * knows whether the problem is solved.
 */
export const hindranceToClosing = (
  stage: InformedCase,
  { answer, offers }: CaseFile,
): { readonly refusal: CaseRefusal; readonly details?: Readonly<Record<string, unknown>> } | undefined => {
  if (stage.status === 'informed' && answer.satisfied !== true) return { refusal: 'outcome-not-evaluated' };
  if (stage.status === 'evaluated' && !stage.effective) return { refusal: 'outcome-not-effective' };
  const measures = openMeasures(stage, offers);
  if (measures.length > 0) return { refusal: 'measure-open', details: { measures } };
  const owed = owedOffers(offers);
  return owed.length > 0 ? { refusal: 'compensation-unissued', details: { offers: owed } } : undefined;
};

/** The closing of a case. */
export const caseClosed = (complaintId: string, closedAt: string, closedBy: string): CaseClosed => ({
  type: 'CaseClosed',
  data: { complaintId, closedAt, closedBy },
});

/** A case is closed by itself once the complainant is satisfied and nothing is left to do. */
export const closingBySatisfaction = (
  stage: CaseFile['stage'],
  file: CaseFile,
  { complaintId, at, by }: { readonly complaintId: string; readonly at: string; readonly by: string },
): CaseClosed[] => {
  if (file.answer.satisfied !== true || !isInformed(stage) || stage.status === 'closed') return [];
  return hindranceToClosing(stage, file) ? [] : [caseClosed(complaintId, at, by)];
};
