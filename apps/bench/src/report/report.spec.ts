import type { Measurement } from '../measure/recorder';
import { growthChart } from './growth-chart';
import { markdownOf } from './markdown';
import { describeRounds, readable } from './numbers';
import { thisMachine } from './result';

const growth = (what: string, at: number, ...rounds: number[]): Measurement => ({
  id: `growth.${what}.at-${at}`,
  title: what,
  unit: 'ms',
  rounds,
});

describe('the report', () => {
  it('shows median and spread', () => {
    expect(describeRounds({ rounds: [1.234, 1, 2], unit: '×' })).toBe('1.23 [1.00..2.00] ×');
    expect(describeRounds({ rounds: [12_345], unit: '1/s' })).toBe('12,345 1/s');
    expect(readable(0)).toBe('0');
  });

  it('puts every figure with its goal on a page, and what could not run', () => {
    const page = markdownOf({
      startedAt: '2026-03-02T01:00:00.000Z',
      seconds: 120,
      scale: 'quick',
      rounds: 2,
      machine: thisMachine(),
      measurements: [{ id: 'a', title: 'of | raw', unit: '×', rounds: [0.8, 0.9] }],
      goals: [{ id: 'a', text: 'a', direction: 'atLeast', bound: 0.85, verdict: 'not established', because: 'noise' }],
      failed: [{ name: 'relay', reason: 'Kafka is away\nsecond line' }],
    });
    expect(page).toContain('| of \\| raw | 0.85 [0.80..0.90] × | ≥ 0.85 | not established: noise |');
    expect(page).toContain('| relay | could not run | | Kafka is away |');
  });

  it('draws growth as multiples of the smallest, and nothing of one size alone', () => {
    expect(growthChart([growth('list', 10, 4)])).toBeUndefined();
    const chart = growthChart([growth('list', 10, 4), growth('list', 1000, 8), growth('other', 10, 1)]);
    expect(chart).toMatch(/^<svg /);
    expect(chart).toContain('page of a list, p50');
    expect(chart?.match(/<polyline/g)).toHaveLength(1);
    expect(chart?.match(/<circle/g)).toHaveLength(2);
    expect(chart).not.toContain('NaN');
  });
});
