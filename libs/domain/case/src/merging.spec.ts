import type { Sealed } from '@redress/kernel';
import { spec } from '@redress/testing';
import { caseDecider } from './case';
import type { CaseCommand } from './case-commands';
import type { CaseEvent, CaseMerged, CaseResumed } from './case-events';
import { evolveCase, noCase } from './case-file';

const given = spec(caseDecider);
const complaintId = '0197f0c2-0000-7000-8000-000000000001';
const at = '2026-12-01T02:00:00.000Z';
const by = 'staff:li';
const sealedText: Sealed = { keyRef: 'p-1', sealed: 'v1.iv.text.tag' };
const opened: CaseEvent = { type: 'CaseOpened', data: { complaintId, openedAt: at } };
const adoptedHistory: CaseEvent[] = [
  opened,
  { type: 'CaseAssigned', data: { complaintId, handlerId: 'li', assignedAt: at, assignedBy: by } },
  { type: 'InvestigationStarted', data: { complaintId, startedAt: at, startedBy: by } },
  {
    type: 'InvestigationCompleted',
    data: { complaintId, completedAt: at, completedBy: by, substantiated: true, report: sealedText },
  },
  {
    type: 'ResolutionPlanProposed',
    data: {
      complaintId,
      proposalNo: 1,
      proposedAt: at,
      proposedBy: by,
      measures: [{ kind: 'apology' }],
      description: sealedText,
    },
  },
  { type: 'ResolutionPlanAdopted', data: { complaintId, proposalNo: 1, adoptedAt: at } },
];
const merge: CaseCommand = { type: 'MergeCase', data: { complaintId, at } };
const resume: CaseCommand = { type: 'ResumeCase', data: { complaintId, at } };
const withdraw: CaseCommand = { type: 'WithdrawCase', data: { complaintId, at } };
const merged: CaseMerged = { type: 'CaseMerged', data: { complaintId, mergedAt: at } };
const resumed: CaseResumed = { type: 'CaseResumed', data: { complaintId, resumedAt: at } };
const withdrawn: CaseEvent = { type: 'CaseWithdrawn', data: { complaintId, withdrawnAt: at } };
const stageOf = (...events: CaseEvent[]) => events.reduce(evolveCase, noCase).stage;

describe('a case whose complaint is merged into another (R-020)', () => {
  it('ends wherever it stands, once', () => {
    for (const steps of [1, 3, 6])
      given(...adoptedHistory.slice(0, steps))
        .when(merge)
        .then(merged);
    given(...adoptedHistory, merged)
      .when(merge)
      .thenNothing();
  });
  it('is not opened for that', () => given().when(merge).thenNothing());
  it('stays closed when it was', () => {
    const closed: CaseEvent[] = [
      { type: 'FeedbackGiven', data: { complaintId, givenAt: at, givenBy: 'staff:li', feedback: sealedText } },
      { type: 'OutcomeEvaluated', data: { complaintId, evaluatedAt: at, evaluatedBy: 'staff:li', effective: true } },
      { type: 'CaseClosed', data: { complaintId, closedAt: at, closedBy: 'staff:li' } },
    ];
    given(...adoptedHistory, ...closed)
      .when(merge)
      .thenNothing();
  });
  it('is not gone on with', () => {
    const assign: CaseCommand = { type: 'AssignCase', data: { complaintId, handlerId: 'wang', at, by: 'staff:zhang' } };
    const solve: CaseCommand = {
      type: 'ReportProblem',
      data: { complaintId, kind: 'delay', words: sealedText, at, by: 'staff:shen' },
    };
    for (const command of [assign, solve])
      given(...adoptedHistory, merged)
        .when(command)
        .thenRefused('case-merged');
    given(opened, merged).when({ type: 'OpenCase', data: { complaintId, at } }).thenNothing();
  });
  it('goes on from where it stood once the complaint stands on its own', () => {
    given(...adoptedHistory, merged)
      .when(resume)
      .then(resumed);
    expect(stageOf(...adoptedHistory, merged, resumed)).toEqual(stageOf(...adoptedHistory));
    given(...adoptedHistory)
      .when(resume)
      .thenNothing();
  });
  it('ends by a withdrawal, and is not brought back', () => {
    given(opened, merged).when(withdraw).then(withdrawn);
    for (const command of [merge, resume]) given(opened, withdrawn).when(command).thenNothing();
  });
});
