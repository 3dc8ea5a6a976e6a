import { samplePlan } from '@redress/testing';
import { approverFor, type PlanDocument } from './index';

const plan: PlanDocument = samplePlan;

const paying = (...amounts: number[]) => amounts.map((amountYuan) => ({ kind: 'compensation', amountYuan }));

describe('the approval of a proposal', () => {
  it('is asked for from the amount of the plan on', () => {
    expect(approverFor(plan, paying(999))).toBeUndefined();
    expect(approverFor(plan, paying(1000))).toBe('siteDirector');
  });

  it('counts the whole proposal', () => {
    expect(approverFor(plan, [...paying(600, 400), { kind: 'apology' }])).toBe('siteDirector');
    expect(approverFor(plan, [{ kind: 'apology' }])).toBeUndefined();
    expect(approverFor(plan, [])).toBeUndefined();
  });

  it('is decided by the first rule that matches, categories with their parents', () => {
    expect(approverFor(plan, paying(1000), { category: 'food' })).toBe('teamLead');
    expect(approverFor(plan, paying(499), { category: 'food' })).toBeUndefined();
    expect(approverFor(plan, paying(1000), { category: 'other' })).toBe('siteDirector');
  });
});
