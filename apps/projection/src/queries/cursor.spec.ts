import { afterPlace, CursorInvalid, decodeCursor, encodeCursor } from './cursor';

describe('a cursor', () => {
  it('gives back what it was made of', () => {
    const cursor = encodeCursor('priority', [1, '2026-03-02T01:00:00.000Z', 'c-1']);
    expect(cursor).toMatch(/^[\w-]+$/);
    expect(decodeCursor('priority', 3, cursor)).toEqual([1, '2026-03-02T01:00:00.000Z', 'c-1']);
  });

  it.each([
    ['another order', encodeCursor('dueAt', ['x', 'c-1'])],
    ['too few values', encodeCursor('priority', [1])],
    ['an operator instead of a value', Buffer.from('["priority",{"$gt":""},1,"x"]').toString('base64url')],
    ['no list', Buffer.from('{}').toString('base64url')],
    ['nonsense', 'nonsense'],
    ['far too much', 'A'.repeat(2000)],
  ])('with %s is refused', (_what, cursor) => {
    expect(() => decodeCursor('priority', 3, cursor)).toThrow(CursorInvalid);
  });

  it('goes on after the last item, field by field, in each direction', () => {
    expect(
      afterPlace(
        [
          ['a', 1],
          ['b', -1],
        ],
        [1, 2],
      ),
    ).toEqual({ $or: [{ a: { $gt: 1 } }, { a: 1, b: { $lt: 2 } }] });
  });
});
