import { fateBy, seededRandom, type Fate } from './fate';

const fates = (seed: number, count: number): Fate[] => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => fateBy(random));
};

describe('fates', () => {
  it('are the same for the same seed', () => {
    expect(fates(7, 50)).toEqual(fates(7, 50));
    expect(fates(7, 50)).not.toEqual(fates(8, 50));
  });

  it('are of every kind, and most complaints are handled', () => {
    const many = fates(1, 600);
    const share = (holds: (fate: Fate) => boolean): number => many.filter(holds).length / many.length;
    expect(share(({ outcome }) => outcome === 'handled')).toBeGreaterThan(0.8);
    expect(share(({ outcome }) => outcome === 'declined')).toBeGreaterThan(0.02);
    expect(share(({ outcome }) => outcome === 'transferred')).toBeGreaterThan(0.02);
    expect(share(({ idle }) => idle !== undefined)).toBeGreaterThan(0.08);
    expect(share(({ compensationYuan = 0 }) => compensationYuan >= 1_000)).toBeGreaterThan(0.02);
    expect(many.every(({ substantiated, compensationYuan }) => substantiated || compensationYuan === undefined)).toBe(
      true,
    );
  });

  it('are drawn from numbers between 0 and 1, evenly', () => {
    const random = seededRandom(42);
    const drawn = Array.from({ length: 10_000 }, random);
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...drawn)).toBeLessThan(1);
    expect(drawn.reduce((sum, one) => sum + one, 0) / drawn.length).toBeCloseTo(0.5, 1);
  });
});
