import type { Sealed } from '@redress/kernel';
import { spec } from '@redress/testing';
import { caseDecider } from './case';
import type { RecordCallBack, RecordSatisfaction, ReopenCase } from './case-commands';
import type { CallBackRecorded, CaseClosed, CaseEvent, CaseReopened, SatisfactionRecorded } from './case-events';
import { evolveCase, noCase } from './case-file';

const given = spec(caseDecider);
const complaintId = '0197f0c2-0000-7000-8000-000000000001';
const at = '2026-12-01T02:00:00.000Z';
const answerBy = '2026-12-16T16:00:00.000Z';
const later = '2026-12-16T16:00:00.001Z';
const by = 'staff:li';
const sealed: Sealed = { keyRef: 'p-1', sealed: 'v1.iv.text.tag' };

const told = (substantiated: boolean, kind: 'apology' | 'explanation' | 'correctiveMeasure'): CaseEvent[] => [
  { type: 'CaseOpened', data: { complaintId, openedAt: at } },
  { type: 'CaseAssigned', data: { complaintId, handlerId: 'li', assignedAt: at, assignedBy: by } },
  { type: 'InvestigationStarted', data: { complaintId, startedAt: at, startedBy: by } },
  {
    type: 'InvestigationCompleted',
    data: { complaintId, completedAt: at, completedBy: by, substantiated, report: sealed },
  },
  {
    type: 'ResolutionPlanProposed',
    data: {
      complaintId,
      proposalNo: 1,
      proposedAt: at,
      proposedBy: by,
      measures: [{ kind }],
      description: sealed,
    },
  },
  { type: 'ResolutionPlanAdopted', data: { complaintId, proposalNo: 1, adoptedAt: at } },
  { type: 'FeedbackGiven', data: { complaintId, givenAt: at, givenBy: by, feedback: sealed, answerBy } },
];
const informed = told(true, 'apology');
const withWork = told(true, 'correctiveMeasure');
const unsubstantiated = told(false, 'explanation');

const answer = (satisfied: boolean, when = at, reopenings = 2): RecordSatisfaction => ({
  type: 'RecordSatisfaction',
  data: { complaintId, satisfied, reopenings, at: when, by: 'visitor' },
});
const answered = (satisfied: boolean, round = 1, when = at): SatisfactionRecorded => ({
  type: 'SatisfactionRecorded',
  data: { complaintId, round, satisfied, medium: 'web', recordedAt: when, recordedBy: 'visitor' },
});
const reopened = (
  cause: CaseReopened['data']['cause'],
  stage: CaseReopened['data']['stage'] = 'resolutionPlan',
  reopenedBy = 'visitor',
): CaseReopened => ({
  type: 'CaseReopened',
  data: { complaintId, round: 2, cause, stage, reopenedAt: at, reopenedBy },
});
const closed = (closedBy: string): CaseClosed => ({
  type: 'CaseClosed',
  data: { complaintId, closedAt: at, closedBy },
});
const evaluated = (effective: boolean): CaseEvent => ({
  type: 'OutcomeEvaluated',
  data: { complaintId, evaluatedAt: at, evaluatedBy: by, effective },
});
const evaluate = (effective: boolean) =>
  ({ type: 'EvaluateOutcome', data: { complaintId, effective, at, by } }) as const;
const close = { type: 'CloseCase', data: { complaintId, at, by } } as const;

describe('the complainant’s answer to the result (R-068, R-069)', () => {
  it('closes the case when it satisfies', () =>
    given(...informed)
      .when(answer(true))
      .then(answered(true), closed('visitor')));
  it('reopens it for another solution when it does not', () =>
    given(...informed)
      .when(answer(false))
      .then(answered(false), reopened('notSatisfied')));
  it('has the finding looked into again where the complaint was not substantiated', () =>
    given(...unsubstantiated)
      .when(answer(false))
      .then(answered(false), reopened('notSatisfied', 'investigation')));
  it('may change while it counts', () =>
    given(...informed, answered(true), closed('visitor'))
      .when(answer(false))
      .then(answered(false), reopened('notSatisfied')));
  it('adds nothing when it is the same', () =>
    given(...informed, answered(true), closed('visitor'))
      .when(answer(true))
      .thenNothing());
  it('counts at the last moment', () =>
    given(...informed)
      .when(answer(false, answerBy))
      .then(answered(false, 1, answerBy), {
        ...reopened('notSatisfied'),
        data: { ...reopened('notSatisfied').data, reopenedAt: answerBy },
      }));
  it('comes too late after it', () =>
    given(...informed)
      .when(answer(false, later))
      .thenRefused('answer-too-late'));
  it('reopens as often as the plan allows, and is kept after that', () =>
    given(...informed)
      .when(answer(false, at, 0))
      .then(answered(false)));
  it('does not pay for what was reopened by order', () =>
    given(...informed, reopened('ordered'), ...informed.slice(4))
      .when(answer(false, at, 1))
      .then(answered(false, 2), { ...reopened('notSatisfied'), data: { ...reopened('notSatisfied').data, round: 3 } }));
  it('comes after the result', () =>
    given(...informed.slice(0, 6))
      .when(answer(true))
      .thenRefused('feedback-not-given'));
  it('needs a case', () => given().when(answer(true)).thenRefused('case-not-opened'));
  it('leaves the case open while a measure is not done (R-060), and its last measure closes it', () => {
    given(...withWork)
      .when(answer(true))
      .then(answered(true));
    given(...withWork, answered(true))
      .when({ type: 'CompleteMeasure', data: { complaintId, measureNo: 1, note: sealed, at, by } })
      .then(
        {
          type: 'MeasureCompleted',
          data: { complaintId, measureNo: 1, completedAt: at, completedBy: by, note: sealed },
        },
        closed(by),
      );
  });
  it('does not close what was found not to be solved (R-060)', () =>
    given(...informed, evaluated(false))
      .when(answer(true))
      .then(answered(true)));
});

describe('a call-back (R-070)', () => {
  const call = (data: Partial<RecordCallBack['data']>, when = at): RecordCallBack => ({
    type: 'RecordCallBack',
    data: { complaintId, medium: 'phone', reached: true, madeAt: at, reopenings: 2, at: when, by, ...data },
  });
  const called = (reached: boolean, recordedAt = at): CallBackRecorded => ({
    type: 'CallBackRecorded',
    data: { complaintId, round: 1, medium: 'phone', reached, madeAt: at, recordedAt, recordedBy: by },
  });
  const heard = (satisfied: boolean): SatisfactionRecorded => ({
    type: 'SatisfactionRecorded',
    data: { complaintId, round: 1, satisfied, medium: 'phone', recordedAt: at, recordedBy: by },
  });

  it('puts the attempt on record', () =>
    given(...informed)
      .when(call({ reached: false }))
      .then(called(false)));
  it('keeps the opinion that was heard', () =>
    given(...informed)
      .when(call({ opinion: sealed }))
      .then({ type: 'CallBackRecorded', data: { ...called(true).data, opinion: sealed } }));
  it('closes the case of a satisfied complainant', () =>
    given(...informed)
      .when(call({ satisfied: true }))
      .then(called(true), heard(true), closed(by)));
  it('reopens the case of one who is not, however late it is made', () =>
    given(...informed)
      .when(call({ satisfied: false, at: later, madeAt: at }))
      .then(
        called(true, later),
        { type: 'SatisfactionRecorded', data: { ...heard(false).data, recordedAt: later } },
        { type: 'CaseReopened', data: { ...reopened('notSatisfied', 'resolutionPlan', by).data, reopenedAt: later } },
      ));
  it('changes no answer that is known', () =>
    given(...informed, answered(true), closed('visitor'))
      .when(call({ satisfied: true }))
      .then(called(true)));
  it('hears nobody who was not reached', () =>
    given(...informed)
      .when(call({ reached: false, satisfied: true }))
      .thenRefused('answer-without-contact'));
  it('does not lie in the future', () =>
    given(...informed)
      .when(call({ madeAt: later }))
      .thenRefused('acted-in-the-future'));
  it('comes after the result', () =>
    given(...informed.slice(0, 6))
      .when(call({}))
      .thenRefused('feedback-not-given'));
  it('is not made by whom the complaint names (R-049)', () =>
    given(...informed, {
      type: 'RespondentNamed',
      data: { complaintId, staffId: 'li', namedAt: at, namedBy: 'staff:x' },
    })
      .when(call({}))
      .thenRefused('actor-is-named'));
});

describe('reopening a case (R-069)', () => {
  const reopen = (stage?: 'investigation' | 'resolutionPlan'): ReopenCase => ({
    type: 'ReopenCase',
    data: { complaintId, reason: sealed, at, by, ...(stage && { stage }) },
  });
  const ordered = (stage: 'investigation' | 'resolutionPlan'): CaseReopened => ({
    type: 'CaseReopened',
    data: { ...reopened('ordered', stage, by).data, reason: sealed },
  });

  it('is ordered with a reason, closed or not', () => {
    for (const history of [informed, [...informed, evaluated(true), closed(by)]])
      given(...history)
        .when(reopen())
        .then(ordered('resolutionPlan'));
  });
  it('may go back to the investigation', () =>
    given(...informed)
      .when(reopen('investigation'))
      .then(ordered('investigation')));
  it('needs a result that was told', () => {
    given().when(reopen()).thenRefused('case-not-opened');
    given(...informed.slice(0, 6))
      .when(reopen())
      .thenRefused('feedback-not-given');
    given(...informed, reopened('ordered'))
      .when(reopen())
      .thenRefused('feedback-not-given');
  });
  it('follows from an evaluation after the closing that finds the problem unsolved', () =>
    given(...informed, answered(true), closed('visitor'))
      .when(evaluate(false))
      .then(evaluated(false), reopened('notEffective', 'resolutionPlan', by)));
  it('goes on with another plan, whose number follows, under the same handler', () => {
    const {
      stage,
      round,
      answer: taken,
    } = [...informed, answered(false), reopened('notSatisfied')].reduce(evolveCase, noCase);
    expect({ stage, round, taken }).toEqual({
      stage: { status: 'investigated', handlerId: 'li', substantiated: true, proposals: 1 },
      round: 2,
      taken: {},
    });
    given(...informed, reopened('notSatisfied'))
      .when({
        type: 'ProposeResolutionPlan',
        data: { complaintId, measures: [{ kind: 'apology' }], description: sealed, at, by },
      })
      .then(
        {
          type: 'ResolutionPlanProposed',
          data: {
            complaintId,
            proposalNo: 2,
            proposedAt: at,
            proposedBy: by,
            measures: [{ kind: 'apology' }],
            description: sealed,
          },
        },
        { type: 'ResolutionPlanAdopted', data: { complaintId, proposalNo: 2, adoptedAt: at } },
      );
  });
  it('keeps who was heard when it is investigated again, so that another finding may follow', () =>
    given(...unsubstantiated, reopened('notSatisfied', 'investigation'))
      .when({
        type: 'CompleteInvestigation',
        data: { complaintId, substantiated: true, rootCause: 'service', report: sealed, at, by },
      })
      .then({
        type: 'InvestigationCompleted',
        data: {
          complaintId,
          completedAt: at,
          completedBy: by,
          substantiated: true,
          rootCause: 'service',
          report: sealed,
        },
      }));
});

describe('closing after an answer', () => {
  it('needs no evaluation where the complainant is satisfied', () =>
    given(...withWork, answered(true), {
      type: 'MeasureCompleted',
      data: { complaintId, measureNo: 1, completedAt: at, completedBy: by, note: sealed },
    })
      .when(close)
      .then(closed(by)));
  it('leaves the evaluation to be made later (R-061)', () =>
    given(...informed, answered(true), closed('visitor'))
      .when(evaluate(true))
      .then(evaluated(true)));
});
