import type { Sealed } from '@redress/kernel';
import type { Measure } from '@redress/plan-rules';
import { spec } from '@redress/testing';
import { caseDecider } from './case';
import type { CloseCase, CompleteMeasure } from './case-commands';
import type { CaseEvent, MeasureCompleted } from './case-events';

const given = spec(caseDecider);
const complaintId = '0197f0c2-0000-7000-8000-000000000001';
const at = '2026-12-01T02:00:00.000Z';
const by = 'staff:li';
const sealed: Sealed = { keyRef: 'p-1', sealed: 'v1.iv.text.tag' };

const measures: Measure[] = [
  { kind: 'apology' },
  { kind: 'compensation', amountYuan: 100 },
  { kind: 'correctiveMeasure' },
];
const proposed: CaseEvent[] = [
  { type: 'CaseOpened', data: { complaintId, openedAt: at } },
  { type: 'CaseAssigned', data: { complaintId, handlerId: 'li', assignedAt: at, assignedBy: by } },
  { type: 'InvestigationStarted', data: { complaintId, startedAt: at, startedBy: by } },
  {
    type: 'InvestigationCompleted',
    data: { complaintId, completedAt: at, completedBy: by, substantiated: true, rootCause: 'attitude', report: sealed },
  },
  {
    type: 'ResolutionPlanProposed',
    data: { complaintId, proposalNo: 1, proposedAt: at, proposedBy: by, measures, description: sealed },
  },
];
const adopted: CaseEvent[] = [
  ...proposed,
  { type: 'ResolutionPlanAdopted', data: { complaintId, proposalNo: 1, adoptedAt: at } },
];
const concluded: CaseEvent[] = [
  { type: 'FeedbackGiven', data: { complaintId, givenAt: at, givenBy: by, feedback: sealed } },
  { type: 'OutcomeEvaluated', data: { complaintId, evaluatedAt: at, evaluatedBy: by, effective: true } },
];
const complete = (measureNo: number): CompleteMeasure => ({
  type: 'CompleteMeasure',
  data: { complaintId, measureNo, note: sealed, at, by },
});
const completed = (measureNo: number): MeasureCompleted => ({
  type: 'MeasureCompleted',
  data: { complaintId, measureNo, completedAt: at, completedBy: by, note: sealed },
});
const close: CloseCase = { type: 'CloseCase', data: { complaintId, at, by } };
const closed: CaseEvent = { type: 'CaseClosed', data: { complaintId, closedAt: at, closedBy: by } };

describe('carrying out a resolution plan (R-056)', () => {
  it('records each measure when it is done, before the feedback or after', () => {
    given(...adopted)
      .when(complete(2))
      .then(completed(2));
    given(...adopted, completed(2), ...concluded)
      .when(complete(3))
      .then(completed(3));
  });
  it('records it once', () =>
    given(...adopted, completed(2))
      .when(complete(2))
      .thenNothing());
  it('needs no word on what the feedback gives', () =>
    given(...adopted)
      .when(complete(1))
      .thenRefused('measure-unknown'));
  it('knows no other measures', () => {
    for (const none of [0, 4, -1, 1.5])
      given(...adopted)
        .when(complete(none))
        .thenRefused('measure-unknown');
  });
  it('waits for the adoption, and ends with the case', () => {
    given().when(complete(2)).thenRefused('case-not-opened');
    given(...proposed)
      .when(complete(2))
      .thenRefused('resolution-plan-not-adopted');
    given(...adopted, completed(2), completed(3), ...concluded, closed)
      .when(complete(2))
      .thenRefused('case-closed');
  });
});

describe('closing a case with measures (R-060)', () => {
  it('waits for the last of them', () => {
    given(...adopted, completed(2), ...concluded)
      .when(close)
      .thenRefused('measure-open');
    given(...adopted, completed(2), completed(3), ...concluded)
      .when(close)
      .then(closed);
  });
});
