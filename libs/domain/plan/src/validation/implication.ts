import type { Condition, Leaf } from '@redress/plan-rules';

/** A category's parents and itself; other texts stand alone. */
export type Lineage = (fact: string, value: string) => readonly string[];

interface Range {
  readonly least: number;
  readonly most: number;
}

/** Facts are whole numbers from 0 on, so every numeric test is a closed range of them. */
const rangeOf = (leaf: Leaf): Range | undefined => {
  if ('ge' in leaf) return { least: Math.ceil(leaf.ge), most: Infinity };
  if ('gt' in leaf) return { least: Math.floor(leaf.gt) + 1, most: Infinity };
  if ('le' in leaf) return { least: 0, most: Math.floor(leaf.le) };
  if ('lt' in leaf) return { least: 0, most: Math.ceil(leaf.lt) - 1 };
  if ('eq' in leaf && typeof leaf.eq === 'number') return { least: leaf.eq, most: leaf.eq };
  return undefined;
};

const valuesOf = (leaf: Leaf): readonly (number | string)[] | undefined =>
  'in' in leaf ? leaf.in : 'eq' in leaf ? [leaf.eq] : undefined;

interface Parts {
  readonly all?: readonly Condition[];
  readonly any?: readonly Condition[];
  readonly leaf?: Leaf;
}

const partsOf = (condition: Condition): Parts => {
  if ('all' in condition) return { all: condition.all };
  return 'any' in condition ? { any: condition.any } : { leaf: condition };
};

const alwaysHolds = (leaf: Leaf): boolean => {
  const range = rangeOf(leaf);
  return range !== undefined && range.least <= 0 && range.most === Infinity;
};

const valueHolds = (value: number | string, leaf: Leaf, lineage: Lineage): boolean => {
  const range = rangeOf(leaf);
  if (range && typeof value === 'number') return range.least <= value && value <= range.most;
  const reached = typeof value === 'string' ? lineage(leaf.fact, value) : [value];
  return (valuesOf(leaf) ?? []).some((wanted) => reached.some((one) => one === wanted));
};

const leafImplies = (one: Leaf, other: Leaf, lineage: Lineage): boolean => {
  if (one.fact !== other.fact) return false;
  const values = valuesOf(one);
  if (values) return values.every((value) => valueHolds(value, other, lineage));
  const [mine, its] = [rangeOf(one), rangeOf(other)];
  return mine !== undefined && its !== undefined && its.least <= mine.least && mine.most <= its.most;
};

const partsImply = (a: Parts, other: Condition, lineage: Lineage): boolean => {
  if (a.any) return a.any.every((part) => implies(part, other, lineage));
  return a.all?.some((part) => implies(part, other, lineage)) ?? false;
};

/**
 * Whether the second condition holds wherever the first does. It errs to "no": it sees single tests and their
 * groups, not sums of several rules.
 */
export const implies = (one: Condition, other: Condition | undefined, lineage: Lineage): boolean => {
  if (other === undefined) return true;
  const [a, b] = [partsOf(one), partsOf(other)];
  if (b.all) return b.all.every((part) => implies(one, part, lineage));
  if (b.any?.some((part) => implies(one, part, lineage))) return true;
  if (b.leaf && (alwaysHolds(b.leaf) || (a.leaf && leafImplies(a.leaf, b.leaf, lineage)))) return true;
  return partsImply(a, other, lineage);
};

const leavesOfAll = (condition: Condition): Leaf[] => {
  const { all, leaf } = partsOf(condition);
  return all ? all.flatMap(leavesOfAll) : leaf ? [leaf] : [];
};

const emptyRange = (leaves: readonly Leaf[]): boolean => {
  const ranges = leaves.map(rangeOf).filter((range) => range !== undefined);
  return Math.max(0, ...ranges.map(({ least }) => least)) > Math.min(Infinity, ...ranges.map(({ most }) => most));
};

/** Whether a condition can never hold, because its tests of one number leave no number. */
export const neverHolds = (condition: Condition): boolean => {
  const { all, any } = partsOf(condition);
  if (any) return any.every(neverHolds);
  if (all?.some(neverHolds)) return true;
  const leaves = leavesOfAll(condition);
  return leaves.some(({ fact }) => emptyRange(leaves.filter((leaf) => leaf.fact === fact)));
};
