import { samplePlan } from '@redress/testing';
import { guidanceFor } from './guidance';
import type { PlanDocument } from './plan-document';

const handling = { zh: '查验实物' };
const plan: PlanDocument = {
  ...(samplePlan as unknown as PlanDocument),
  categories: [
    {
      id: 'product',
      zh: '产品',
      en: 'Product',
      handling,
      characteristics: { zh: '质量问题' },
      children: [{ id: 'goods', zh: '商品', characteristics: { zh: '假货' } }],
    },
  ],
};

describe('what a plan tells whoever takes a complaint', () => {
  it('is how its category is handled, by the parent’s words where it has none of its own (R-024)', () =>
    expect(guidanceFor(plan, { category: 'goods' }).category).toEqual({
      id: 'goods',
      name: { zh: '商品' },
      characteristics: { zh: '假货' },
      handling,
    }));

  it('is how its level is handled, and who is told when limits are not kept (R-010, R-024)', () => {
    const { level, ladder } = guidanceFor(plan, { level: 'severe' });
    expect(level).toMatchObject({ id: 'severe', handling: plan.levels.find(({ id }) => id === 'severe')?.handling });
    expect(ladder).toEqual(plan.escalationLadders.severe.map(({ at, tell }) => ({ at, tell })));
    expect(guidanceFor(plan, {}).ladder).toHaveLength(plan.escalationLadders.default.length);
  });

  it('is the limits of its kind, with the rule behind each (R-026)', () => {
    const overrides = [{ when: { priority: 'P1' as const }, investigation: 'PT4H' }];
    const strict = { ...plan, deadlines: { ...plan.deadlines, overrides } } as PlanDocument;
    const limitOf = (priority: 'P1' | 'P4') =>
      guidanceFor(strict, { priority }).limits.find(({ deadline }) => deadline === 'investigation');
    expect(limitOf('P1')).toMatchObject({ within: 'PT4H', rule: 'deadlines.overrides[0].investigation' });
    expect(limitOf('P4')).toMatchObject({ rule: 'deadlines.investigation' });
  });

  it('says nothing of a category it does not know', () =>
    expect(guidanceFor(plan, { category: 'none' })).not.toHaveProperty('category'));
});
