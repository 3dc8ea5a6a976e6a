import { samplePlan } from '@redress/testing';
import { amountFault, authorityFault, authorityOf, type Measure, type PlanDocument, type Role } from './index';

const plan: PlanDocument = {
  ...samplePlan,
  authority: [
    { role: 'clerk', upTo: 200 },
    { role: 'handler', upTo: 500 },
    { role: 'siteDirector', upTo: 20_000 },
  ],
};
const fault = (yuan: number, ...roles: Role[]) => authorityFault(authorityOf(plan, roles), yuan);

describe('the authority to give (R-055)', () => {
  it('goes up to the limit of the role, the limit included', () => {
    expect(fault(200, 'clerk')).toBeUndefined();
    expect(fault(201, 'clerk')).toEqual({ limitYuan: 200, roles: ['handler', 'siteDirector'] });
    expect(fault(20_001, 'siteDirector')).toEqual({ limitYuan: 20_000, roles: [] });
  });

  it('is that of the highest role somebody holds, and none of a role the plan does not name', () => {
    expect(fault(500, 'clerk', 'handler')).toBeUndefined();
    expect(fault(1, 'teamLead')).toEqual({ limitYuan: 0, roles: ['clerk', 'handler', 'siteDirector'] });
    expect(fault(0, 'teamLead')).toBeUndefined();
  });

  it('has no limit where the plan sets none', () =>
    expect(authorityFault(authorityOf(samplePlan, ['clerk']), 1_000_000)).toBeUndefined());
});

describe('the amount of a compensation', () => {
  const of = (amountYuan?: number): Measure[] => [
    { kind: 'compensation', ...(amountYuan !== undefined && { amountYuan }) },
  ];

  it.each([
    [undefined, 'compensation-amount-required'],
    [0, 'compensation-amount-required'],
    [Number.NaN, 'compensation-amount-required'],
    [-1, 'compensation-amount-invalid'],
    [0.5, 'compensation-amount-invalid'],
    [100_000_001, 'compensation-amount-invalid'],
    [Number.POSITIVE_INFINITY, 'compensation-amount-invalid'],
    [1, undefined],
    [100_000_000, undefined],
  ])('may be whole yuan within bounds: %s', (amountYuan, expected) =>
    expect(amountFault(of(amountYuan))).toBe(expected),
  );

  it('and its form belong to a compensation alone', () => {
    expect(amountFault([{ kind: 'apology', amountYuan: 5 }])).toBe('amount-without-compensation');
    expect(amountFault([{ kind: 'apology', form: 'gift' }])).toBe('form-without-compensation');
    expect(amountFault([{ kind: 'compensation', form: 'gift', amountYuan: 5 }])).toBeUndefined();
  });
});
