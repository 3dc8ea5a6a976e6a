import { samplePlan } from '@redress/testing';
import {
  categoriesOf,
  classify,
  fallbackCategory,
  hasCategory,
  lineageOf,
  proposeFacts,
  suspectSevere,
  type PlanDocument,
} from './index';

const plan: PlanDocument = samplePlan;

describe('classification', () => {
  it('names the rule that decided, and keeps level, severity, impact and priority apart', () => {
    expect(classify(plan, { category: 'attitude', facts: { deaths: 1 } })).toEqual({
      category: 'attitude',
      level: 'severe',
      severity: 4,
      impact: 'individual',
      priority: 'P1',
      ruleId: 'LVL-01',
      because: { zh: '有人员伤亡' },
    });
  });

  it('takes the first rule that matches', () => {
    const both = { deaths: 1, affectedPeople: 9 };
    expect(classify(plan, { category: 'food', facts: both }).ruleId).toBe('LVL-01');
    expect(
      classify({ ...plan, levelRules: [...plan.levelRules].reverse() }, { category: 'food', facts: both }).ruleId,
    ).toBe('LVL-02');
  });

  it('decides at the boundary of a rule', () => {
    expect(classify(plan, { category: 'food', facts: { affectedPeople: 5 } })).toMatchObject({
      level: 'severe',
      impact: 'group',
      ruleId: 'LVL-02',
    });
    expect(classify(plan, { category: 'food', facts: { affectedPeople: 4 } })).toMatchObject({
      level: 'general',
      impact: 'individual',
    });
  });

  it('is general with a reason and no rule when none matches', () => {
    const general = classify(plan, { category: 'attitude', facts: {} });
    expect(general).toMatchObject({ level: 'general', severity: 2, impact: 'individual', priority: 'P3' });
    expect(general).not.toHaveProperty('ruleId');
    expect(general.because.zh).toContain('一般投诉');
  });

  it('grades by the level when the rule is in no grade', () => {
    expect(classify(plan, { category: 'other', facts: { dangerNow: 1 } })).toMatchObject({
      level: 'severe',
      severity: 3,
      priority: 'P2',
    });
    expect(classify(plan, { category: 'suggestion', facts: {} })).toMatchObject({
      level: 'suggestion',
      severity: 1,
      priority: 'P4',
    });
  });

  it.each([
    [4, 'individual'],
    [5, 'group'],
    [99, 'group'],
    [100, 'site'],
  ])('%d persons affected reach as far as %s', (affectedPeople, impact) => {
    expect(classify(plan, { category: 'attitude', facts: { affectedPeople } }).impact).toBe(impact);
  });

  it('lets a person say how far it reaches', () => {
    expect(classify(plan, { category: 'attitude', facts: { affectedPeople: 100 }, impact: 'public' })).toMatchObject({
      impact: 'public',
      priority: 'P2',
    });
  });
});

describe('a severe suspicion', () => {
  const suspect = (text: string, facts = {}, category = 'attitude') =>
    suspectSevere(plan, { category, facts, proposals: proposeFacts(plan, text) });

  it('names the rule the text would fire and the words of the plan in it', () => {
    expect(suspect('孩子被护栏夹到受伤了，餐厅也没开')).toEqual({ ruleId: 'LVL-01', words: ['受伤'] });
  });

  it('reads the category out of the text too', () => {
    expect(suspect('我们6人在餐厅食物中毒')).toEqual({ ruleId: 'LVL-02', words: ['食物中毒'] });
    expect(suspect('我们4人在餐厅食物中毒')).toBeUndefined();
  });

  it('adds the text to what is stated', () => {
    expect(suspect('食物中毒', { affectedPeople: 5 }, 'food')).toBeUndefined();
    expect(suspect('被困', { deaths: 0, dangerNow: 0 })).toEqual({ ruleId: 'LVL-03', words: ['被困'] });
  });

  it('is none when the stated facts make it severe already, or the text proposes nothing', () => {
    expect(suspect('有人受伤', { deaths: 1 })).toBeUndefined();
    expect(suspect('态度不好')).toBeUndefined();
    expect(suspect('没有人受伤')).toBeUndefined();
  });
});

describe('categories (R-022, R-024)', () => {
  it('know their parents', () => {
    expect(lineageOf(plan, 'food')).toEqual(['food', 'service']);
    expect(lineageOf(plan, 'service')).toEqual(['service']);
    expect(lineageOf(plan, 'unknown')).toEqual(['unknown']);
  });

  it('are listed with their children, and end in the one for everything else', () => {
    expect(categoriesOf(plan).map(({ id }) => id)).toEqual(['service', 'food', 'attitude', 'other', 'suggestion']);
    expect(hasCategory(plan, 'food')).toBe(true);
    expect(hasCategory(plan, 'fodo')).toBe(false);
    expect(fallbackCategory(plan)).toBe('other');
  });
});
