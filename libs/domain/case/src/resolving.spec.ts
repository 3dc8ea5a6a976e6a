import type { Sealed } from '@redress/kernel';
import type { Measure, Role } from '@redress/plan-rules';
import { spec } from '@redress/testing';
import { caseDecider } from './case';
import type { ApproveResolutionPlan, ProposeResolutionPlan, RejectResolutionPlan } from './case-commands';
import type {
  CaseEvent,
  ResolutionPlanAdopted,
  ResolutionPlanApproved,
  ResolutionPlanProposed,
  ResolutionPlanRejected,
} from './case-events';

const given = spec(caseDecider);
const complaintId = '0197f0c2-0000-7000-8000-000000000001';
const at = '2026-12-01T02:00:00.000Z';
const handler = 'staff:li';
const director = 'staff:zhao';
const sealed: Sealed = { keyRef: 'p-1', sealed: 'v1.iv.text.tag' };
const apology: Measure = { kind: 'apology' };
const explanation: Measure = { kind: 'explanation' };
const compensation: Measure = { kind: 'compensation', amountYuan: 1200 };

const needs = (approverRole?: Role) => (approverRole ? { approverRole } : {});
const propose = (measures: Measure[], role?: Role): ProposeResolutionPlan => ({
  type: 'ProposeResolutionPlan',
  data: { complaintId, measures, description: sealed, at, by: handler, ...needs(role) },
});
const approve = (proposalNo: number, roles: Role[] = ['siteDirector'], by = director): ApproveResolutionPlan => ({
  type: 'ApproveResolutionPlan',
  data: { complaintId, proposalNo, roles, at, by },
});
const reject = (proposalNo: number, roles: Role[] = ['siteDirector'], by = director): RejectResolutionPlan => ({
  type: 'RejectResolutionPlan',
  data: { complaintId, proposalNo, roles, reason: sealed, at, by },
});

const proposed = (proposalNo: number, measures: Measure[], role?: Role): ResolutionPlanProposed => ({
  type: 'ResolutionPlanProposed',
  data: { complaintId, proposalNo, proposedAt: at, proposedBy: handler, measures, description: sealed, ...needs(role) },
});
const adopted = (proposalNo: number): ResolutionPlanAdopted => ({
  type: 'ResolutionPlanAdopted',
  data: { complaintId, proposalNo, adoptedAt: at },
});
const approved: ResolutionPlanApproved = {
  type: 'ResolutionPlanApproved',
  data: { complaintId, proposalNo: 1, approvedAt: at, approvedBy: director },
};
const rejected: ResolutionPlanRejected = {
  type: 'ResolutionPlanRejected',
  data: { complaintId, proposalNo: 1, rejectedAt: at, rejectedBy: director, reason: sealed },
};
const investigated = (substantiated: boolean): CaseEvent[] => [
  { type: 'CaseOpened', data: { complaintId, openedAt: at } },
  { type: 'CaseAssigned', data: { complaintId, handlerId: 'li', assignedAt: at, assignedBy: handler } },
  { type: 'InvestigationStarted', data: { complaintId, startedAt: at, startedBy: handler } },
  {
    type: 'InvestigationCompleted',
    data: { complaintId, completedAt: at, completedBy: handler, substantiated, report: sealed },
  },
];
const waiting = [...investigated(true), proposed(1, [compensation], 'siteDirector')];
const settled = [...waiting, approved, adopted(1)];

describe('proposing a resolution plan', () => {
  it('is adopted at once where no approval is required', () =>
    given(...investigated(true))
      .when(propose([apology]))
      .then(proposed(1, [apology]), adopted(1)));
  it('waits for the role the plan names', () =>
    given(...investigated(true))
      .when(propose([compensation], 'siteDirector'))
      .then(proposed(1, [compensation], 'siteDirector')));
  it('says who puts what right and by when (R-051, R-057)', () => {
    const measure = (dueAt: string): Measure => ({
      kind: 'correctiveMeasure',
      department: 'catering',
      responsible: 'wang',
      dueAt,
    });
    const later = measure('2026-12-04T02:00:00.000Z');
    given(...investigated(true))
      .when(propose([later]))
      .then(proposed(1, [later]), adopted(1));
    given(...investigated(true))
      .when(propose([measure(at)]))
      .thenRefused('measure-due-in-the-past');
    // Another date is another plan.
    given(...investigated(true), proposed(1, [later], 'siteDirector'))
      .when(propose([measure('2026-12-05T02:00:00.000Z')]))
      .thenRefused('proposal-pending');
  });
  it('explains an unsubstantiated complaint (R-054)', () =>
    given(...investigated(false))
      .when(propose([explanation]))
      .then(proposed(1, [explanation]), adopted(1)));
  it('may offer goodwill beside the explanation', () =>
    given(...investigated(false))
      .when(propose([explanation, compensation]))
      .then(proposed(1, [explanation, compensation]), adopted(1)));
  it('counts the next proposal after a rejection', () =>
    given(...waiting, rejected)
      .when(propose([apology]))
      .then(proposed(2, [apology]), adopted(2)));
  it('ignores the same proposal again', () => {
    given(...waiting)
      .when(propose([compensation], 'siteDirector'))
      .thenNothing();
    given(...settled)
      .when(propose([compensation], 'siteDirector'))
      .thenNothing();
  });
  it('does not take another sum, or more measures, for the same proposal', () => {
    const both = [...investigated(true), proposed(1, [apology, compensation], 'siteDirector')];
    const other: Measure = { kind: 'compensation', amountYuan: 900 };
    given(...waiting)
      .when(propose([other]))
      .thenRefused('proposal-pending');
    given(...both)
      .when(propose([apology, other]))
      .thenRefused('proposal-pending');
    given(...both)
      .when(propose([apology]))
      .thenRefused('proposal-pending');
    given(...both)
      .when(propose([apology, compensation]))
      .thenNothing();
  });
  it('does not take a second proposal beside a pending one', () =>
    given(...waiting)
      .when(propose([apology]))
      .thenRefused('proposal-pending'));
  it('does not replace an adopted plan', () =>
    given(...settled)
      .when(propose([apology]))
      .thenRefused('resolution-plan-already-adopted'));
  it('puts a substantiated complaint right, not only explains it', () =>
    given(...investigated(true))
      .when(propose([explanation]))
      .thenRefused('remedy-required'));
  it('explains where nothing was substantiated', () =>
    given(...investigated(false))
      .when(propose([apology]))
      .thenRefused('explanation-required'));
  it.each([undefined, 0])('names the sum of a compensation, not %s', (amountYuan) =>
    given(...investigated(true))
      .when(propose([{ kind: 'compensation', ...(amountYuan !== undefined && { amountYuan }) }]))
      .thenRefused('compensation-amount-required'),
  );
  it('names no sum elsewhere', () =>
    given(...investigated(true))
      .when(propose([{ kind: 'apology', amountYuan: 5 }]))
      .thenRefused('amount-without-compensation'));
  it('looks at each of several measures', () => {
    given(...investigated(true))
      .when(propose([explanation, apology]))
      .then(proposed(1, [explanation, apology]), adopted(1));
    given(...investigated(true))
      .when(propose([apology, { kind: 'compensation' }]))
      .thenRefused('compensation-amount-required');
    given(...investigated(true))
      .when(propose([apology, { kind: 'correctiveMeasure', amountYuan: 5 }]))
      .thenRefused('amount-without-compensation');
  });
  it('comes after the investigation', () => {
    given()
      .when(propose([apology]))
      .thenRefused('case-not-opened');
    given(...investigated(true).slice(0, 3))
      .when(propose([apology]))
      .thenRefused('investigation-not-completed');
  });
});

describe('approving a resolution plan', () => {
  it('adopts it', () =>
    given(...waiting)
      .when(approve(1))
      .then(approved, adopted(1)));
  it('adopts it once', () =>
    given(...settled)
      .when(approve(1))
      .thenNothing());
  it('is not for the proposer', () =>
    given(...waiting)
      .when(approve(1, ['siteDirector'], handler))
      .thenRefused('approver-is-proposer'));
  it('is for the role the plan names', () =>
    given(...waiting)
      .when(approve(1, ['teamLead']))
      .thenRefused('approver-role-missing'));
  it('is about the proposal that was read', () =>
    given(...waiting)
      .when(approve(2))
      .thenRefused('proposal-unknown'));
  it('needs a pending proposal', () => {
    given().when(approve(1)).thenRefused('case-not-opened');
    given(...investigated(true))
      .when(approve(1))
      .thenRefused('proposal-unknown');
    given(...waiting, rejected)
      .when(approve(1))
      .thenRefused('proposal-unknown');
  });
});

describe('rejecting a resolution plan', () => {
  it('says why', () =>
    given(...waiting)
      .when(reject(1))
      .then(rejected));
  it('ignores a second rejection', () => {
    given(...waiting, rejected)
      .when(reject(1))
      .thenNothing();
    given(...waiting, rejected, proposed(2, [apology], 'siteDirector'))
      .when(reject(1))
      .thenNothing();
  });
  it('comes too late after adoption', () =>
    given(...settled)
      .when(reject(1))
      .thenRefused('resolution-plan-already-adopted'));
  it('is not for the proposer', () =>
    given(...waiting)
      .when(reject(1, ['siteDirector'], handler))
      .thenRefused('approver-is-proposer'));
  it('is for the role the plan names', () =>
    given(...waiting)
      .when(reject(1, []))
      .thenRefused('approver-role-missing'));
  it('needs a pending proposal', () => {
    given().when(reject(1)).thenRefused('case-not-opened');
    given(...investigated(true))
      .when(reject(1))
      .thenRefused('proposal-unknown');
    given(...waiting, rejected)
      .when(reject(2))
      .thenRefused('proposal-unknown');
  });
});
