import { samplePlan, spec } from '@redress/testing';
import type { Measure, PlanDocument, Role } from '@redress/plan-rules';
import { complaintDecider } from './complaint';
import type { SettleOnTheSpot } from './complaint-commands';
import type { ComplaintEvent, ComplaintSettled } from './complaint-events';
import { classified, clerk, complaintId, promise, registered, sealed } from './spec-kit/sample-complaint';

const given = spec(complaintDecider);
const at = '2026-12-01T03:00:00.000Z';
const plan: PlanDocument = samplePlan;
const onRecord = [registered(), classified()];
const apology: Measure = { kind: 'apology' };

const settle = (
  measures: readonly Measure[] = [apology],
  when = at,
  by: { plan: PlanDocument; roles: Role[] } = { plan, roles: ['clerk'] },
): SettleOnTheSpot => ({
  type: 'SettleOnTheSpot',
  data: { complaintId, settlement: sealed, measures, ...by, at: when, by: clerk },
});
const settled = (measures: Measure[] = [apology], settledAt = at, late = false): ComplaintSettled => ({
  type: 'ComplaintSettled',
  data: { complaintId, settledAt, settledBy: clerk, settlement: sealed, measures, late },
});
const verified = (valid: boolean): ComplaintEvent => ({
  type: 'ComplaintVerified',
  data: { complaintId, valid, verifiedAt: at, verifiedBy: clerk },
});

describe('settling a complaint on the spot (R-031)', () => {
  it('records what was agreed, without an investigation', () => {
    for (const history of [[], [verified(true)]])
      given(...onRecord, ...history)
        .when(settle())
        .then(settled());
  });
  it('may give what needs nobody’s approval', () => {
    const paid: Measure[] = [{ kind: 'compensation', amountYuan: 50 }, apology];
    given(...onRecord)
      .when(settle(paid))
      .then(settled(paid));
  });
  it('is late after the promise, not at it', () => {
    given(...onRecord)
      .when(settle([apology], promise))
      .then(settled([apology], promise, false));
    const after = new Date(Date.parse(promise) + 1).toISOString();
    given(...onRecord)
      .when(settle([apology], after))
      .then(settled([apology], after, true));
  });
  it('cannot give what the plan wants approved (R-053)', () =>
    given(registered(), classified({ category: 'service' }))
      .when(settle([{ kind: 'compensation', amountYuan: 500 }]))
      .thenRefused('settlement-needs-approval'));
  it('gives no more in all than the plan lets a role give (R-055)', () => {
    const limited: PlanDocument = {
      ...plan,
      authority: [
        { role: 'clerk', upTo: 200 },
        { role: 'handler', upTo: 500 },
      ],
    };
    const paid = (...yuan: number[]): Measure[] => yuan.map((amountYuan) => ({ kind: 'compensation', amountYuan }));
    for (const [amounts, ...roles] of [[[150, 50], 'clerk'] as const, [[201], 'clerk', 'handler'] as const])
      given(...onRecord)
        .when(settle(paid(...amounts), at, { plan: limited, roles }))
        .then(settled(paid(...amounts)));
    for (const amounts of [[201], [150, 51]])
      given(...onRecord)
        .when(settle(paid(...amounts), at, { plan: limited, roles: ['clerk'] }))
        .thenRefused('beyond-authority');
    given(...onRecord)
      .when(settle([apology], at, { plan: limited, roles: ['teamLead'] }))
      .then(settled());
  });
  it('names what is done, and the sum of a compensation alone', () => {
    given(...onRecord)
      .when(settle([]))
      .thenRefused('settlement-without-measure');
    given(...onRecord)
      .when(settle([{ kind: 'compensation' }]))
      .thenRefused('compensation-amount-required');
    given(...onRecord)
      .when(settle([{ kind: 'apology', amountYuan: 10 }]))
      .thenRefused('amount-without-compensation');
  });
  it('happens once', () =>
    given(...onRecord, settled())
      .when(settle())
      .thenNothing());
  it('is not for what was found invalid', () =>
    given(...onRecord, verified(false))
      .when(settle())
      .thenRefused('complaint-found-invalid'));
  it('needs a registered complaint', () => given().when(settle()).thenRefused('complaint-not-registered'));
  it('neither follows nor is followed by another outcome', () => {
    const accepted: ComplaintEvent = {
      type: 'ComplaintAccepted',
      data: { complaintId, acceptedAt: at, acceptedBy: clerk, late: false },
    };
    given(...onRecord, verified(true), accepted)
      .when(settle())
      .thenRefused('complaint-accepted');
    given(...onRecord, settled())
      .when({ type: 'AcceptComplaint', data: { complaintId, at, by: clerk } })
      .thenRefused('complaint-settled');
  });
});
