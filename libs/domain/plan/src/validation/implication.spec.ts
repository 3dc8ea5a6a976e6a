import { type Condition, holds } from '@redress/plan-rules';
import fc from 'fast-check';
import { implies, neverHolds, type Lineage } from './implication';

const lineage: Lineage = (fact, value) => (fact === 'category' && value === 'food' ? ['food', 'service'] : [value]);

describe('one condition implies another', () => {
  const ge = (n: number): Condition => ({ fact: 'a', ge: n });

  it.each<[Condition, Condition, boolean]>([
    [ge(5), ge(5), true],
    [ge(5), ge(4), true],
    [ge(4), ge(5), false],
    [{ fact: 'a', gt: 4 }, ge(5), true],
    [ge(5), { fact: 'a', gt: 4 }, true],
    [{ fact: 'a', eq: 7 }, ge(5), true],
    [{ fact: 'a', in: [5, 7] }, ge(5), true],
    [{ fact: 'a', in: [4, 7] }, ge(5), false],
    [{ fact: 'a', eq: 5 }, { fact: 'a', in: [5, 6] }, true],
    [{ fact: 'a', lt: 3 }, { fact: 'a', le: 2 }, true],
    [ge(5), { fact: 'b', ge: 5 }, false],
    [{ fact: 'b', ge: 1 }, ge(0), true],
    [{ all: [ge(5), { fact: 'b', ge: 1 }] }, ge(3), true],
    [{ any: [ge(5), { fact: 'b', ge: 1 }] }, ge(3), false],
    [ge(5), { any: [{ fact: 'b', ge: 1 }, ge(3)] }, true],
    [ge(5), { all: [{ fact: 'b', ge: 1 }, ge(3)] }, false],
    [{ fact: 'category', eq: 'food' }, { fact: 'category', in: ['service'] }, true],
    [{ fact: 'category', eq: 'service' }, { fact: 'category', in: ['food'] }, false],
  ])('%j ⇒ %j: %p', (one, other, expected) => expect(implies(one, other, lineage)).toBe(expected));

  it('and nothing implies less than a rule without a condition', () =>
    expect(implies(ge(1), undefined, lineage)).toBe(true));
});

describe('a condition that can never hold', () => {
  it.each<[Condition, boolean]>([
    [{ fact: 'a', lt: 0 }, true],
    [{ fact: 'a', le: 0 }, false],
    [
      {
        all: [
          { fact: 'a', ge: 3 },
          { fact: 'a', lt: 3 },
        ],
      },
      true,
    ],
    [
      {
        all: [
          { fact: 'a', ge: 3 },
          { fact: 'b', lt: 3 },
        ],
      },
      false,
    ],
    [{ all: [{ fact: 'a', ge: 3 }, { all: [{ fact: 'a', eq: 2 }] }] }, true],
    [
      {
        any: [
          { fact: 'a', lt: 0 },
          { fact: 'a', ge: 3 },
        ],
      },
      false,
    ],
    [
      {
        any: [
          { fact: 'a', lt: 0 },
          { fact: 'b', lt: 0 },
        ],
      },
      true,
    ],
    [{ all: [{ fact: 'b', ge: 1 }, { any: [{ fact: 'a', lt: 0 }] }] }, true],
  ])('%j: %p', (condition, expected) => expect(neverHolds(condition)).toBe(expected));
});

describe('implication and the evaluator', () => {
  const fact = fc.constantFrom('a', 'b');
  const n = fc.integer({ min: 0, max: 4 });
  const leaf: fc.Arbitrary<Condition> = fc.oneof(
    fc.record({ fact, ge: n }),
    fc.record({ fact, gt: n }),
    fc.record({ fact, le: n }),
    fc.record({ fact, lt: n }),
    fc.record({ fact, eq: n }),
    fc.record({ fact, in: fc.array(n, { minLength: 1, maxLength: 3 }) }),
  );
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    ),
  }));
  const facts = fc.record({ a: fc.integer({ min: 0, max: 6 }), b: fc.integer({ min: 0, max: 6 }) });

  it('agree: what is implied holds wherever the other does, what never holds does nowhere', () => {
    fc.assert(
      fc.property(condition, condition, facts, (one, other, values) => {
        if (holds(one, values) && implies(one, other, lineage)) expect(holds(other, values)).toBe(true);
        if (neverHolds(one)) expect(holds(one, values)).toBe(false);
        expect(implies(one, one, lineage)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
