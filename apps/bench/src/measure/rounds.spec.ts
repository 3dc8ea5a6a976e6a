import { interleaved } from './rounds';

describe('rounds', () => {
  it('run every variant once a round, each round beginning with another one', async () => {
    const order: string[] = [];
    const variant = (name: string) => (round: number) => Promise.resolve(order.push(`${name}${round}`));
    const results = await interleaved({ rounds: 3 }, { a: variant('a'), b: variant('b') });
    expect(order).toEqual(['a0', 'b0', 'b1', 'a1', 'a2', 'b2']);
    expect(results).toEqual([
      { a: 1, b: 2 },
      { a: 4, b: 3 },
      { a: 5, b: 6 },
    ]);
  });
});
