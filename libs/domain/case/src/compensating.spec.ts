import type { Sealed } from '@redress/kernel';
import type { Authority, Measure, Role } from '@redress/plan-rules';
import { spec } from '@redress/testing';
import { caseDecider } from './case';
import type { AnswerCompensation, CompleteMeasure, IssueCompensation, OfferCompensation } from './case-commands';
import type { CaseEvent } from './case-events';

const given = spec(caseDecider);
const complaintId = '0197f0c2-0000-7000-8000-000000000001';
const at = '2026-12-01T02:00:00.000Z';
const later = '2026-12-01T02:00:00.001Z';
const by = 'staff:li';
const sealed: Sealed = { keyRef: 'p-1', sealed: 'v1.iv.text.tag' };

const refund: Measure = { kind: 'compensation', amountYuan: 200, form: 'refund' };
const gift: Measure = { kind: 'compensation', amountYuan: 50 };
const found: CaseEvent[] = [
  { type: 'CaseOpened', data: { complaintId, openedAt: at } },
  { type: 'CaseAssigned', data: { complaintId, handlerId: 'li', assignedAt: at, assignedBy: by } },
  { type: 'InvestigationStarted', data: { complaintId, startedAt: at, startedBy: by } },
  {
    type: 'InvestigationCompleted',
    data: { complaintId, completedAt: at, completedBy: by, substantiated: true, rootCause: 'attitude', report: sealed },
  },
];
const proposed = (measures: Measure[], approverRole?: Role, proposalNo = 1): CaseEvent => ({
  type: 'ResolutionPlanProposed',
  data: {
    complaintId,
    proposalNo,
    proposedAt: at,
    proposedBy: by,
    measures,
    description: sealed,
    ...(approverRole && { approverRole }),
  },
});
const takenOn = (proposalNo = 1): CaseEvent => ({
  type: 'ResolutionPlanAdopted',
  data: { complaintId, proposalNo, adoptedAt: at },
});
const plan = (measures: Measure[] = [refund], approverRole?: Role): CaseEvent[] => [
  ...found,
  proposed(measures, approverRole),
  takenOn(),
];
const told: CaseEvent = { type: 'FeedbackGiven', data: { complaintId, givenAt: at, givenBy: by, feedback: sealed } };
const solved: CaseEvent = {
  type: 'OutcomeEvaluated',
  data: { complaintId, evaluatedAt: at, evaluatedBy: by, effective: true },
};
const reopened: CaseEvent = {
  type: 'CaseReopened',
  data: { complaintId, round: 2, cause: 'ordered', stage: 'resolutionPlan', reopenedAt: at, reopenedBy: by },
};
const closed: CaseEvent = { type: 'CaseClosed', data: { complaintId, closedAt: at, closedBy: by } };

const offer = (measureNo = 1, more: Partial<OfferCompensation['data']> = {}): OfferCompensation => ({
  type: 'OfferCompensation',
  data: { complaintId, measureNo, medium: 'phone', toldAt: at, at, by, ...more },
});
const offered = (measureNo = 1, offerNo = 1, of: Measure = refund, proposalNo = 1): CaseEvent => ({
  type: 'CompensationOffered',
  data: {
    complaintId,
    offerNo,
    proposalNo,
    measureNo,
    amountYuan: of.amountYuan ?? 0,
    ...(of.form && { form: of.form }),
    medium: 'phone',
    toldAt: at,
    offeredAt: at,
    offeredBy: by,
  },
});
const answer = (accepted: boolean, offerNo = 1): AnswerCompensation => ({
  type: 'AnswerCompensation',
  data: { complaintId, offerNo, accepted, medium: 'web', words: sealed, at, by },
});
const answered = (accepted: boolean, offerNo = 1): CaseEvent => ({
  type: accepted ? 'CompensationAccepted' : 'CompensationRefused',
  data: { complaintId, offerNo, medium: 'web', answeredAt: at, recordedBy: by, words: sealed },
});
const issue = (offerNo = 1, more: Partial<IssueCompensation['data']> = {}): IssueCompensation => ({
  type: 'IssueCompensation',
  data: { complaintId, offerNo, method: 'originalPayment', issuedAt: at, reference: sealed, at, by, ...more },
});
const issued = (offerNo = 1): CaseEvent => ({
  type: 'CompensationIssued',
  data: {
    complaintId,
    offerNo,
    method: 'originalPayment',
    issuedAt: at,
    recordedAt: at,
    issuedBy: by,
    reference: sealed,
  },
});
const done = (measureNo = 1): CaseEvent => ({
  type: 'MeasureCompleted',
  data: { complaintId, measureNo, completedAt: at, completedBy: by, note: sealed },
});
const complete = (authority?: Authority): CompleteMeasure => ({
  type: 'CompleteMeasure',
  data: { complaintId, measureNo: 1, note: sealed, at, by, ...(authority && { authority }) },
});
const close = { type: 'CloseCase', data: { complaintId, at, by } } as const;
const propose = (measures: Measure[]) =>
  ({ type: 'ProposeResolutionPlan', data: { complaintId, measures, description: sealed, at, by } }) as const;

describe('offering a compensation (R-052, R-055)', () => {
  it('says what of the adopted plan is offered, before the feedback or after', () => {
    for (const after of [[], [told], [told, solved]])
      given(...plan(), ...after)
        .when(offer())
        .then(offered());
    given(...plan([{ kind: 'apology' }, gift]))
      .when(offer(2))
      .then(offered(2, 1, gift));
  });
  it('is one at a time, and may be repeated after a refusal', () => {
    for (const standing of [[offered()], [offered(), answered(true)]])
      given(...plan(), ...standing)
        .when(offer())
        .thenNothing();
    given(...plan(), offered(), answered(false))
      .when(offer())
      .then(offered(1, 2));
  });
  it('is for compensations that are still to be given', () => {
    given().when(offer()).thenRefused('case-not-opened');
    given(...found, proposed([refund]))
      .when(offer())
      .thenRefused('resolution-plan-not-adopted');
    given(...plan(), done())
      .when(offer())
      .thenRefused('measure-done');
    given(...plan([refund, { kind: 'correctiveMeasure' }]))
      .when(offer(2))
      .thenRefused('measure-unknown');
    given(...plan(), done(), told, solved, closed)
      .when(offer())
      .thenRefused('case-closed');
  });
  it('was made, not will be', () =>
    given(...plan())
      .when(offer(1, { toldAt: later }))
      .thenRefused('acted-in-the-future'));
});

describe('the authority limits of the plan (R-053, R-055)', () => {
  const limits = [
    { role: 'handler', upTo: 200 },
    { role: 'siteDirector', upTo: 20_000 },
  ] as const;
  const authority: Authority = { roles: ['handler'], limits };
  const dear: Measure = { kind: 'compensation', amountYuan: 201 };

  it('bind who offers, issues or gives without an offer, up to the limit and not beyond', () => {
    given(...plan())
      .when(offer(1, { authority }))
      .then(offered());
    given(...plan([dear]))
      .when(offer(1, { authority }))
      .thenRefused('beyond-authority');
    given(...plan([dear]), offered(1, 1, dear), answered(true))
      .when(issue(1, { authority }))
      .thenRefused('beyond-authority');
    given(...plan([dear]))
      .when(complete(authority))
      .thenRefused('beyond-authority');
  });
  it('are said with who may', () =>
    expect(
      caseDecider.decide(
        offer(1, { authority }),
        plan([dear]).reduce((state, event) => caseDecider.evolve(state, event), caseDecider.initial),
      ),
    ).toMatchObject({ refusal: 'beyond-authority', details: { limitYuan: 200, roles: ['siteDirector'] } }));
  it('count what a plan gives in all', () =>
    given(...plan([refund, gift]))
      .when(offer(2, { authority }))
      .thenRefused('beyond-authority'));
  it('are those of the role that approved the plan', () =>
    given(...plan([dear], 'siteDirector'))
      .when(offer(1, { authority }))
      .then(offered(1, 1, dear)));
  it('do not bind what is no compensation', () =>
    given(...plan([{ kind: 'correctiveMeasure' }, dear]))
      .when(complete(authority))
      .then(done()));
});

describe('the answer to an offer (R-052)', () => {
  it('is yes or no, once', () => {
    for (const accepted of [true, false]) {
      given(...plan(), offered())
        .when(answer(accepted))
        .then(answered(accepted));
      given(...plan(), offered(), answered(accepted))
        .when(answer(accepted))
        .thenNothing();
      given(...plan(), offered(), answered(accepted))
        .when(answer(!accepted))
        .thenRefused('offer-already-answered');
    }
    given(...plan(), offered(), answered(true), issued(), done())
      .when(answer(true))
      .thenNothing();
  });
  it('is about an offer that stands', () => {
    given().when(answer(true)).thenRefused('case-not-opened');
    given(...plan())
      .when(answer(true))
      .thenRefused('offer-unknown');
    given(...plan(), offered(), told, reopened)
      .when(answer(true))
      .thenRefused('offer-lapsed');
  });
});

describe('issuing a compensation (R-055, R-056)', () => {
  it('is for what was accepted, once, and does the measure', () => {
    given(...plan(), offered(), answered(true))
      .when(issue())
      .then(issued(), done());
    given(...plan(), offered(), answered(true), issued(), done())
      .when(issue())
      .thenNothing();
    for (const none of [[], [answered(false)]])
      given(...plan(), offered(), ...none)
        .when(issue())
        .thenRefused('compensation-not-accepted');
    given(...plan())
      .when(issue())
      .thenRefused('offer-unknown');
    given(...plan(), offered(), answered(true))
      .when(issue(1, { issuedAt: later }))
      .thenRefused('acted-in-the-future');
  });
  it('is the way of what was offered; what was not is completed as before', () => {
    for (const standing of [[], [answered(true)], [answered(false)]])
      given(...plan(), offered(), ...standing)
        .when(complete())
        .thenRefused('compensation-was-offered');
    given(...plan())
      .when(complete())
      .then(done());
  });
  it('closes the case of a satisfied complainant when it was the last thing left (R-069)', () => {
    const satisfied: CaseEvent = {
      type: 'SatisfactionRecorded',
      data: { complaintId, round: 1, satisfied: true, medium: 'web', recordedAt: at, recordedBy: 'visitor' },
    };
    given(...plan(), offered(), answered(true), told, satisfied)
      .when(issue())
      .then(issued(), done(), closed);
    given(...plan(), offered(), told, satisfied)
      .when(answer(false))
      .then(answered(false), closed);
  });
  it('is owed in the next round too, where it is no measure of its plan', () => {
    const owed = [...plan(), offered(), answered(true), told, reopened];
    const next = [...owed, proposed([gift], undefined, 2), takenOn(2)];
    given(...next)
      .when(issue())
      .then(issued());
    given(...next, done(), told, solved)
      .when(close)
      .thenRefused('compensation-unissued');
    given(...next, done(), told, solved, issued())
      .when(close)
      .then(closed);
  });
});

describe('closing a case with compensations (R-060)', () => {
  it('waits for what is offered or accepted, not for what was refused', () => {
    for (const standing of [[], [answered(true)]])
      given(...plan(), offered(), ...standing, told, solved)
        .when(close)
        .thenRefused('measure-open');
    given(...plan(), offered(), answered(false), told, solved)
      .when(close)
      .then(closed);
  });
});

describe('negotiating on (R-052)', () => {
  it('another plan may replace one of which a compensation was refused', () => {
    const more: Measure = { kind: 'compensation', amountYuan: 300 };
    given(...plan(), offered(), answered(false))
      .when(propose([more]))
      .then(proposed([more], undefined, 2), takenOn(2));
    given(...plan(), offered(), answered(false), proposed([more], undefined, 2), takenOn(2))
      .when(offer())
      .then(offered(1, 2, more, 2));
  });
  it('but none that nobody refused, nor one whose result was told', () => {
    for (const standing of [[], [offered()], [offered(), answered(true)], [offered(), answered(false), told]])
      given(...plan(), ...standing)
        .when(propose([gift]))
        .thenRefused('resolution-plan-already-adopted');
  });
  it('lets the other offers of the replaced plan lapse, and keeps what was accepted', () => {
    const [both, next] = [plan([refund, gift, gift]), proposed([gift], 'siteDirector', 2)];
    const three = [offered(), offered(2, 2, gift), offered(3, 3, gift), answered(false, 1), answered(true, 2)];
    given(...both, ...three, next)
      .when(answer(true, 3))
      .thenRefused('offer-lapsed');
    given(...both, ...three, next)
      .when(issue(2))
      .then(issued(2));
  });
});
