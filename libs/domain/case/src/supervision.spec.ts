import type { Sealed } from '@redress/kernel';
import { spec } from '@redress/testing';
import { caseDecider } from './case';
import type { ReportProblem, SolveProblem } from './case-commands';
import type { CaseEvent } from './case-events';
import type { ProblemKind } from './supervision-events';

const given = spec(caseDecider);
const complaintId = '0197f0c2-0000-7000-8000-000000000001';
const at = '2026-12-01T02:00:00.000Z';
const words: Sealed = { keyRef: 'p-1', sealed: 'v1.iv.text.tag' };
const opened: CaseEvent = { type: 'CaseOpened', data: { complaintId, openedAt: at } };

const report = (kind: ProblemKind = 'delay'): ReportProblem => ({
  type: 'ReportProblem',
  data: { complaintId, kind, words, at, by: 'staff:auditor' },
});
const found = (problemNo: number, kind: ProblemKind = 'delay'): CaseEvent => ({
  type: 'ProblemFound',
  data: { complaintId, problemNo, kind, foundAt: at, foundBy: 'staff:auditor', words },
});
const solve = (problemNo: number): SolveProblem => ({
  type: 'SolveProblem',
  data: { complaintId, problemNo, words, at, by: 'staff:lead' },
});
const solved = (problemNo: number): CaseEvent => ({
  type: 'ProblemSolved',
  data: { complaintId, problemNo, solvedAt: at, solvedBy: 'staff:lead', words },
});

describe('the supervision of a case (R-120, R-122)', () => {
  it('puts what it finds on record, a reported retaliation too (R-048), each with its number', () =>
    given(opened, found(1)).when(report('retaliation')).then(found(2, 'retaliation')));
  it('knows each as open until it is solved, once', () => {
    given(opened, found(1), found(2)).when(solve(2)).then(solved(2));
    given(opened, found(1), solved(1)).when(solve(1)).thenNothing();
  });
  it('knows no other problems', () => {
    given(opened, found(1)).when(solve(2)).thenRefused('problem-unknown');
    given(opened).when(solve(0)).thenRefused('problem-unknown');
  });
  it('needs a case', () => {
    given().when(report()).thenRefused('case-not-opened');
    given().when(solve(1)).thenRefused('case-not-opened');
  });
});
