import { samplePlan } from '@redress/testing';
import { proposeFacts, type PlanDocument } from './index';

const plan: PlanDocument = samplePlan;

const facts = (text: string) => proposeFacts(plan, text).facts;

describe('facts proposed from a text', () => {
  it('come with the words that led to them', () => {
    expect(proposeFacts(plan, '餐厅的食物有问题，我朋友受伤')).toEqual({
      facts: { seriousInjuries: 1 },
      words: ['受伤', '餐厅', '食物'],
      evidence: [{ word: '受伤', fact: 'seriousInjuries', value: 1 }],
      category: 'food',
    });
  });

  it('are none when no word is there', () => {
    expect(proposeFacts(plan, '风景很好')).toEqual({ facts: {}, words: [], evidence: [] });
    expect(proposeFacts(plan, '')).toEqual({ facts: {}, words: [], evidence: [] });
  });

  it.each([
    ['没有人受伤', {}],
    ['没有造成游客受伤', {}],
    ['未受伤', {}],
    ['没人受伤，但有人被困', { dangerNow: 1 }],
    ['没有人管，导致受伤', { seriousInjuries: 1 }],
    ['没有人管导致受伤', { seriousInjuries: 1 }],
    ['没有受伤。后来又受伤', { seriousInjuries: 1 }],
    ['没有受伤的人后来受伤', { seriousInjuries: 1 }],
    ['nobody was injured', {}],
    ['No one was injured, one visitor died', { deaths: 1 }],
    ['He was INJURED', { seriousInjuries: 1 }],
    ['uninjured people studied', {}],
  ])('%s → %j', (text, expected) => expect(facts(text)).toEqual(expected));

  it.each([
    ['12人食物中毒', 12],
    ['１２人食物中毒', 12],
    ['我们十二个人食物中毒', 12],
    ['两名游客食物中毒', 2],
    ['一百零五人食物中毒', 105],
    ['二十多人食物中毒', 20],
    ['一家三口食物中毒', 3],
    ['8人吃饭5人食物中毒', 8],
    ['食物中毒', 3],
    ['我们20人去玩，食物中毒', 3],
    ['花了200元食物中毒', 3],
  ])('%s → %d persons', (text, affectedPeople) => expect(facts(text)).toEqual({ affectedPeople }));

  it('take the category with most keywords, the first on a tie', () => {
    const category = (text: string) => proposeFacts(plan, text).category;
    expect(category('餐厅服务员态度差')).toBe('food');
    expect(category('餐厅的食物很贵，态度差')).toBe('food');
    expect(category('建议增加垃圾桶')).toBe('other');
    expect(category('The waiter was rude')).toBe('attitude');
    expect(category('风景很好')).toBeUndefined();
  });

  it('guards nothing when the plan has no negations', () => {
    const bare = { ...plan, wordList: { ...plan.wordList, negations: [], fillers: [] } };
    expect(proposeFacts(bare, '没有人受伤').facts).toEqual({ seriousInjuries: 1 });
  });
});
