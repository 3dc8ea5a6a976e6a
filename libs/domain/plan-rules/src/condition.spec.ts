import { type Condition, factsIn, holds } from './condition';

describe('a test of a number', () => {
  it.each<[Condition, number, boolean]>([
    [{ fact: 'n', ge: 5 }, 5, true],
    [{ fact: 'n', ge: 5 }, 4, false],
    [{ fact: 'n', gt: 5 }, 5, false],
    [{ fact: 'n', gt: 5 }, 6, true],
    [{ fact: 'n', le: 5 }, 5, true],
    [{ fact: 'n', le: 5 }, 6, false],
    [{ fact: 'n', lt: 5 }, 5, false],
    [{ fact: 'n', lt: 5 }, 4, true],
    [{ fact: 'n', eq: 5 }, 5, true],
    [{ fact: 'n', eq: 5 }, 4, false],
    [{ fact: 'n', in: [1, 5] }, 5, true],
    [{ fact: 'n', in: [1, 5] }, 2, false],
  ])('%j of %d is %p', (condition, n, expected) => expect(holds(condition, { n })).toBe(expected));

  it('takes a fact nobody stated for 0', () => {
    expect(holds({ fact: 'n', ge: 1 }, {})).toBe(false);
    expect(holds({ fact: 'n', lt: 1 }, {})).toBe(true);
    expect(holds({ fact: 'n', eq: 0 }, {})).toBe(true);
  });

  it('never holds for a text', () => expect(holds({ fact: 'n', ge: 0 }, { n: 'five' })).toBe(false));
});

describe('a test of a text', () => {
  it('compares it, and matches any of several values', () => {
    expect(holds({ fact: 'level', eq: 'severe' }, { level: 'severe' })).toBe(true);
    expect(holds({ fact: 'level', eq: 'severe' }, { level: 'general' })).toBe(false);
    expect(holds({ fact: 'category', in: ['service'] }, { category: ['food', 'service'] })).toBe(true);
    expect(holds({ fact: 'category', in: ['other'] }, { category: ['food', 'service'] })).toBe(false);
  });

  it('holds for nothing that is not known', () => expect(holds({ fact: 'level', eq: 'severe' }, {})).toBe(false));
});

describe('groups of tests', () => {
  const a: Condition = { fact: 'a', ge: 1 };
  const b: Condition = { fact: 'b', ge: 1 };

  it.each([
    [{ a: 1, b: 1 }, true, true],
    [{ a: 1, b: 0 }, false, true],
    [{ a: 0, b: 0 }, false, false],
  ])('%j: all is %p, any is %p', (facts, all, any) => {
    expect(holds({ all: [a, b] }, facts)).toBe(all);
    expect(holds({ any: [a, b] }, facts)).toBe(any);
    expect(holds({ all: [{ any: [a, b] }] }, facts)).toBe(any);
  });

  it('a rule without a condition always holds', () => expect(holds(undefined, {})).toBe(true));

  it('name the facts they read, each once', () => {
    expect(factsIn({ all: [a, { any: [b, a] }] })).toEqual(['a', 'b']);
    expect(factsIn(undefined)).toEqual([]);
  });
});
