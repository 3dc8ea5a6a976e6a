import { sameDocument } from './same-document';

describe('two documents', () => {
  it('are the same whatever the order of their fields', () => {
    expect(sameDocument({ a: [1, { b: 2, c: 3 }] }, { a: [1, { c: 3, b: 2 }] })).toBe(true);
  });

  it.each([
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, { a: 1, b: 2 }],
    [
      { a: 1, b: undefined },
      { a: 1, c: undefined },
    ],
    [
      [1, 2],
      [2, 1],
    ],
    [[1], [1, 2]],
    [[], {}],
    [{ a: 1 }, null],
    ['1', 1],
  ])('%j and %j differ', (one, other) => {
    expect(sameDocument(one, other)).toBe(false);
    expect(sameDocument(other, one)).toBe(false);
  });
});
