import { happened, refuse, type Decision } from '@redress/kernel';
import type { CaseRefusal, ReportProblem, SolveProblem } from './case-commands';
import type { CaseEvent } from './case-events';
import type { CaseFile } from './case-file';
import type { LivingCase } from './case-state';

type Decided = Decision<CaseEvent, CaseRefusal>;

/** Puts a problem on record, whatever the case has come to: supervision looks at closed ones too. */
export const reportProblem = (
  { data: { complaintId, kind, words, at, by } }: ReportProblem,
  state: LivingCase,
  { problems }: CaseFile,
): Decided =>
  state.status === 'none'
    ? refuse('case-not-opened')
    : happened({
        type: 'ProblemFound',
        data: { complaintId, problemNo: problems.length + 1, kind, foundAt: at, foundBy: by, words },
      });

/** Solves a problem, once. */
export const solveProblem = (
  { data: { complaintId, problemNo, words, at, by } }: SolveProblem,
  state: LivingCase,
  { problems }: CaseFile,
): Decided => {
  if (state.status === 'none') return refuse('case-not-opened');
  const solved = problems[problemNo - 1];
  if (solved === undefined) return refuse('problem-unknown', { problemNo });
  if (solved) return happened();
  return happened({ type: 'ProblemSolved', data: { complaintId, problemNo, solvedAt: at, solvedBy: by, words } });
};
