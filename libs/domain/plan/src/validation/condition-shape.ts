import { impacts, levels, priorities } from '@redress/plan-rules';
import { problem, type Problem } from './problem';
import { identifier, list, oneOf, oneOrMore, record, type Shape, text } from './shape';

/** A text for people: Chinese always, English where there is one. */
export const localText = (max: number): Shape => record({ zh: text(max) }, { en: text(max) });

const number: Shape = (value, path) =>
  typeof value === 'number' && Number.isFinite(value) ? [] : problem(path, '应为数字', 'Must be a number');

const value: Shape = (one, path) => (typeof one === 'number' ? number(one, path) : text(100)(one, path));

const tests: Readonly<Record<string, Shape>> = {
  ge: number,
  gt: number,
  le: number,
  lt: number,
  eq: value,
  in: list(value, 1, 100),
};

const deepest = 6;

const keysOf = (candidate: unknown): string[] =>
  typeof candidate === 'object' && candidate !== null ? Object.keys(candidate) : [];

const leaf = (candidate: unknown, path: string): Problem[] => {
  const used = keysOf(candidate).filter((key) => Object.hasOwn(tests, key));
  const [test = 'ge', ...more] = used;
  if (more.length > 0) {
    return problem(
      path,
      `一个条件只能有一种比较：${used.join('、')}`,
      `A test compares in one way only: ${used.join(', ')}`,
    );
  }
  const shape = tests[test];
  return shape ? record({ fact: identifier(), [test]: shape })(candidate, path) : [];
};

const nested =
  (depth: number): Shape =>
  (candidate, path) => {
    if (depth > deepest) return problem(path, '条件嵌套过深', 'Conditions are nested too deeply');
    const group = keysOf(candidate).find((key) => key === 'all' || key === 'any');
    return group ? record({ [group]: list(nested(depth + 1), 1, 50) })(candidate, path) : leaf(candidate, path);
  };

/** A rule's condition: one test of a fact, or `all` or `any` of several. */
export const condition: Shape = nested(1);

const selectable: Readonly<Record<string, Shape>> = {
  priority: oneOrMore(oneOf(priorities)),
  level: oneOrMore(oneOf(levels)),
  impact: oneOrMore(oneOf(impacts)),
  category: oneOrMore(identifier(60)),
};

/** A selector of complaints with fields of its own besides; it has to name something. */
export const selectorWith =
  (own: Readonly<Record<string, Shape>>): Shape =>
  (candidate, path) => {
    const wrong = record({}, { ...selectable, ...own })(candidate, path);
    if (wrong.length > 0 || keysOf(candidate).length > 0) return wrong;
    return problem(path, '至少应写明一项条件', 'Must name at least one thing');
  };

/** Which complaints a section is about. */
export const selector: Shape = selectorWith({});
