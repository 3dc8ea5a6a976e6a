import { median, quantile, spreadOf } from './statistics';

describe('statistics', () => {
  it('take the nearest rank for a quantile', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(quantile(hundred, 0.5)).toBe(50);
    expect(quantile(hundred, 0.99)).toBe(99);
    expect(quantile([7], 0.99)).toBe(7);
    expect(quantile([], 0.5)).toBeNaN();
  });

  it('take the middle for a median', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([])).toBeNaN();
  });

  it('give the spread of the rounds', () => expect(spreadOf([2, 9, 1])).toEqual({ median: 2, lowest: 1, highest: 9 }));
});
