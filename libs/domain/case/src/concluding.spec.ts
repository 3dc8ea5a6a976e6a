import type { Sealed } from '@redress/kernel';
import { spec } from '@redress/testing';
import { caseDecider } from './case';
import type { CloseCase, EvaluateOutcome, GiveFeedback, WithdrawCase } from './case-commands';
import type { CaseClosed, CaseEvent, CaseWithdrawn, FeedbackGiven, OutcomeEvaluated } from './case-events';

const given = spec(caseDecider);
const complaintId = '0197f0c2-0000-7000-8000-000000000001';
const at = '2026-12-01T02:00:00.000Z';
const by = 'staff:li';
const sealed: Sealed = { keyRef: 'p-1', sealed: 'v1.iv.text.tag' };

const tell: GiveFeedback = { type: 'GiveFeedback', data: { complaintId, feedback: sealed, at, by } };
const evaluate = (effective: boolean): EvaluateOutcome => ({
  type: 'EvaluateOutcome',
  data: { complaintId, effective, at, by },
});
const close: CloseCase = { type: 'CloseCase', data: { complaintId, at, by } };

const told: FeedbackGiven = {
  type: 'FeedbackGiven',
  data: { complaintId, givenAt: at, givenBy: by, feedback: sealed },
};
const evaluated = (effective: boolean): OutcomeEvaluated => ({
  type: 'OutcomeEvaluated',
  data: { complaintId, evaluatedAt: at, evaluatedBy: by, effective },
});
const closed: CaseClosed = { type: 'CaseClosed', data: { complaintId, closedAt: at, closedBy: by } };
const opened: CaseEvent = { type: 'CaseOpened', data: { complaintId, openedAt: at } };
const adoptedHistory: CaseEvent[] = [
  opened,
  { type: 'CaseAssigned', data: { complaintId, handlerId: 'li', assignedAt: at, assignedBy: by } },
  { type: 'InvestigationStarted', data: { complaintId, startedAt: at, startedBy: by } },
  {
    type: 'InvestigationCompleted',
    data: { complaintId, completedAt: at, completedBy: by, substantiated: true, report: sealed },
  },
  {
    type: 'ResolutionPlanProposed',
    data: {
      complaintId,
      proposalNo: 1,
      proposedAt: at,
      proposedBy: by,
      measures: [{ kind: 'apology' }],
      description: sealed,
    },
  },
  { type: 'ResolutionPlanAdopted', data: { complaintId, proposalNo: 1, adoptedAt: at } },
];

describe('giving feedback', () => {
  it('tells the result of an adopted plan', () =>
    given(...adoptedHistory)
      .when(tell)
      .then(told));
  it('ignores a second telling', () => {
    given(...adoptedHistory, told)
      .when(tell)
      .thenNothing();
    given(...adoptedHistory, told, evaluated(false))
      .when(tell)
      .thenNothing();
  });
  it('needs an adopted plan', () =>
    given(...adoptedHistory.slice(0, 5))
      .when(tell)
      .thenRefused('resolution-plan-not-adopted'));
  it('needs a case', () => given().when(tell).thenRefused('case-not-opened'));
  it('leaves a closed case alone', () =>
    given(...adoptedHistory, told, evaluated(true), closed)
      .when(tell)
      .thenRefused('case-closed'));
});

describe('evaluating the outcome', () => {
  it('records that the measures worked', () =>
    given(...adoptedHistory, told)
      .when(evaluate(true))
      .then(evaluated(true)));
  it('records that they did not', () =>
    given(...adoptedHistory, told)
      .when(evaluate(false))
      .then(evaluated(false)));
  it('may come to a better result later', () =>
    given(...adoptedHistory, told, evaluated(false))
      .when(evaluate(true))
      .then(evaluated(true)));
  it('ignores the same result again', () =>
    given(...adoptedHistory, told, evaluated(true))
      .when(evaluate(true))
      .thenNothing());
  it('comes after the feedback', () =>
    given(...adoptedHistory)
      .when(evaluate(true))
      .thenRefused('feedback-not-given'));
  it('needs a case', () => given().when(evaluate(true)).thenRefused('case-not-opened'));
  it('of a closed case adds nothing when it is the same', () =>
    given(...adoptedHistory, told, evaluated(true), closed)
      .when(evaluate(true))
      .thenNothing());
});

describe('closing a case', () => {
  it('closes when the measures worked', () =>
    given(...adoptedHistory, told, evaluated(true))
      .when(close)
      .then(closed));
  it('closes once', () =>
    given(...adoptedHistory, told, evaluated(true), closed)
      .when(close)
      .thenNothing());
  it('stays open while the problem is not solved (R-060)', () =>
    given(...adoptedHistory, told, evaluated(false))
      .when(close)
      .thenRefused('outcome-not-effective'));
  it('comes after the evaluation', () =>
    given(...adoptedHistory, told)
      .when(close)
      .thenRefused('outcome-not-evaluated'));
  it('needs a case', () => given().when(close).thenRefused('case-not-opened'));
});

describe('a case whose complaint was withdrawn', () => {
  const withdraw: WithdrawCase = { type: 'WithdrawCase', data: { complaintId, at } };
  const withdrawn: CaseWithdrawn = { type: 'CaseWithdrawn', data: { complaintId, withdrawnAt: at } };

  it('ends wherever it stands', () => {
    for (const steps of [1, 3, 6])
      given(...adoptedHistory.slice(0, steps))
        .when(withdraw)
        .then(withdrawn);
  });
  it('ends once', () =>
    given(...adoptedHistory, withdrawn)
      .when(withdraw)
      .thenNothing());
  it('stays closed when it was', () =>
    given(...adoptedHistory, told, evaluated(true), closed)
      .when(withdraw)
      .thenNothing());
  it('needs nothing when there is none', () => given().when(withdraw).thenNothing());
  it('is not gone on with', () => {
    for (const command of [tell, evaluate(true), close])
      given(...adoptedHistory, withdrawn)
        .when(command)
        .thenRefused('case-withdrawn');
  });
  it('is not opened again by a message that comes twice', () =>
    given(opened, withdrawn).when({ type: 'OpenCase', data: { complaintId, at } }).thenNothing());
});
