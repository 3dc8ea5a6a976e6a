import type { Goal } from '../goals';
import { goals } from '../goals';
import { judge } from './verdict';

const goal: Goal = { id: 'a', text: 'a', direction: 'atLeast', bound: 0.85 };
const measured = (id: string, ...rounds: number[]) => ({ id, title: id, unit: '×', rounds });
const verdictOf = (of: Goal, ...measurements: ReturnType<typeof measured>[]) => judge([of], measurements)[0];

describe('a verdict', () => {
  it('needs the whole spread on one side of the bound, the bound itself included', () => {
    expect(verdictOf(goal, measured('a', 0.85, 0.9))?.verdict).toBe('met');
    expect(verdictOf(goal, measured('a', 0.7, 0.849))?.verdict).toBe('missed');
    expect(verdictOf(goal, measured('a', 0.8, 0.95, 0.96))).toMatchObject({
      verdict: 'not established',
      because: 'the spread crosses the bound',
    });
  });

  it('turns round where less is better', () => {
    const atMost: Goal = { ...goal, direction: 'atMost', bound: 1.5 };
    expect(verdictOf(atMost, measured('a', 1.2, 1.5))?.verdict).toBe('met');
    expect(verdictOf(atMost, measured('a', 1.51, 3))?.verdict).toBe('missed');
  });

  it('says nothing when the control is off', () => {
    const controlled: Goal = { ...goal, control: 'c' };
    expect(verdictOf(controlled, measured('a', 0.9), measured('c', 0.78))?.because).toBe('the control read 0.78');
    expect(verdictOf(controlled, measured('a', 0.9), measured('c', 1.06))?.verdict).toBe('not established');
    expect(verdictOf(controlled, measured('a', 0.9), measured('c', 0.8, 1, 1.2))?.verdict).toBe('met');
  });

  it('says nothing of a quick run', () =>
    expect(judge([goal], [measured('a', 0.9)], 'quick')[0]).toMatchObject({ verdict: 'not established' }));

  it('is none without a measurement', () => expect(verdictOf(goal)?.verdict).toBe('unmeasured'));

  it('has one goal per measurement', () => expect(new Set(goals.map(({ id }) => id)).size).toBe(goals.length));
});
