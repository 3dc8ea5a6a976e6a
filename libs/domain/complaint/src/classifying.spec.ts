import type { PlanDocument } from '@redress/plan-rules';
import { samplePlan, spec } from '@redress/testing';
import { complaintDecider } from './complaint';
import type { ClassifyComplaint } from './complaint-commands';
import type { ComplaintClassified, ComplaintEvent } from './complaint-events';
import { classified, clerk, complaintId, registered, sealed } from './spec-kit/sample-complaint';

const given = spec(complaintDecider);
const plan: PlanDocument = samplePlan;
const at = '2026-12-01T03:00:00.000Z';
const onRecord = [registered(), classified()];
type Said = Partial<ClassifyComplaint['data']>;
const classify = (said: Said): ClassifyComplaint => ({
  type: 'ClassifyComplaint',
  data: { complaintId, plan, at, by: clerk, ...said },
});
const byClerk = (changes: Partial<ComplaintClassified['data']>): ComplaintClassified =>
  classified({ classifiedAt: at, classifiedBy: clerk, ...changes });
const byAPerson = {
  decidedBy: 'person',
  because: { zh: '由工作人员判定，理由已记录在案', en: 'Decided by a member of staff; the reason is on record' },
  overrideReason: sealed,
} as const;
const severe = {
  level: 'severe',
  severity: 4,
  priority: 'P1',
  ruleId: 'LVL-01',
  because: { zh: '有人员伤亡' },
} as const;

describe('classifying a complaint anew', () => {
  it('lets the plan’s rules decide on confirmed facts', () =>
    given(...onRecord)
      .when(classify({ facts: { deaths: 1 } }))
      .then(byClerk({ ...severe, facts: { deaths: 1 } })));
  it('keeps the facts that are not named', () =>
    given(registered(undefined, { affectedPeople: 2 }), classified({ facts: { affectedPeople: 2 } }))
      .when(classify({ facts: { illPeople: 1 } }))
      .then(byClerk({ facts: { affectedPeople: 2, illPeople: 1 } })));
  it('takes a person’s category and impact without a reason, and derives the priority (R-025, R-028)', () =>
    given(...onRecord)
      .when(classify({ category: 'food', impact: 'site' }))
      .then(byClerk({ category: 'food', impact: 'site', priority: 'P2' })));
  it('overrules the level with a reason and takes the level’s own severity', () =>
    given(...onRecord)
      .when(classify({ level: 'severe', overrideReason: sealed }))
      .then(byClerk({ level: 'severe', severity: 3, priority: 'P2', ...byAPerson })));
  it('overrules the severity with a reason', () =>
    given(...onRecord)
      .when(classify({ severity: 1, overrideReason: sealed }))
      .then(byClerk({ severity: 1, priority: 'P4', ...byAPerson })));
  it('names no rule when a rule was overruled', () =>
    given(...onRecord)
      .when(classify({ facts: { deaths: 1 }, level: 'general', overrideReason: sealed }))
      .then(byClerk({ facts: { deaths: 1 }, ...byAPerson })));
  it('does not overrule without a reason', () => {
    given(...onRecord)
      .when(classify({ level: 'severe' }))
      .thenRefused('override-reason-required');
    given(...onRecord)
      .when(classify({ severity: 4 }))
      .thenRefused('override-reason-required');
  });
  it('needs no reason to agree with the rules', () =>
    given(...onRecord)
      .when(classify({ facts: { deaths: 1 }, level: 'severe', severity: 4 }))
      .then(byClerk({ ...severe, facts: { deaths: 1 } })));
  it('ignores what is so already', () => {
    given(...onRecord)
      .when(classify({}))
      .thenNothing();
    given(...onRecord)
      .when(classify({ category: 'other', level: 'general', severity: 2, impact: 'individual' }))
      .thenNothing();
  });
  it('ignores the same overruling again', () =>
    given(...onRecord, byClerk({ level: 'severe', severity: 3, priority: 'P2', ...byAPerson }))
      .when(classify({ level: 'severe', overrideReason: sealed }))
      .thenNothing());
  it('records facts even where they change no grade', () =>
    given(...onRecord)
      .when(classify({ facts: { illPeople: 1 } }))
      .then(byClerk({ facts: { illPeople: 1 } })));
  it('does not take a category the plan does not know', () =>
    given(...onRecord)
      .when(classify({ category: 'weather' }))
      .thenRefused('unknown-category'));
  it('needs a registered complaint', () => given().when(classify({})).thenRefused('complaint-not-registered'));
  it('goes on while the case is handled, and ends with another outcome', () => {
    const accepted: ComplaintEvent = {
      type: 'ComplaintAccepted',
      data: { complaintId, acceptedAt: at, acceptedBy: clerk, late: false },
    };
    const declined: ComplaintEvent = {
      type: 'ComplaintDeclined',
      data: { complaintId, declinedAt: at, declinedBy: clerk, reason: 'other', explanation: sealed },
    };
    const transferred: ComplaintEvent = {
      type: 'ComplaintTransferred',
      data: { complaintId, transferredAt: at, transferredBy: clerk, receiver: '12345', explanation: sealed },
    };
    given(...onRecord, accepted)
      .when(classify({ category: 'food' }))
      .then(byClerk({ category: 'food' }));
    given(...onRecord, declined)
      .when(classify({ category: 'food' }))
      .thenRefused('complaint-declined');
    given(...onRecord, transferred)
      .when(classify({ category: 'food' }))
      .thenRefused('complaint-transferred');
  });
});
