/** One test of one fact. A missing number counts as 0, a missing text matches nothing. */
export type Leaf = { readonly fact: string } & (
  | { readonly ge: number }
  | { readonly gt: number }
  | { readonly le: number }
  | { readonly lt: number }
  | { readonly eq: number | string }
  | { readonly in: readonly (number | string)[] }
);

/** A rule's condition: a leaf, or all or any of several (decisions.md 20). */
export type Condition = Leaf | { readonly all: readonly Condition[] } | { readonly any: readonly Condition[] };

/** What a condition is read against; a fact with several values (a category and its parents) matches by any of them. */
export type FactValues = Readonly<Record<string, number | string | readonly string[] | undefined>>;

const equal = (value: FactValues[string], wanted: number | string): boolean => {
  if (Array.isArray(value)) return value.includes(wanted);
  return typeof wanted === 'number' ? (value ?? 0) === wanted : value === wanted;
};

const leafHolds = (leaf: Leaf, facts: FactValues): boolean => {
  const value = facts[leaf.fact];
  if ('in' in leaf) return leaf.in.some((wanted) => equal(value, wanted));
  if ('eq' in leaf) return equal(value, leaf.eq);
  const number = value ?? 0;
  if (typeof number !== 'number') return false;
  if ('ge' in leaf) return number >= leaf.ge;
  if ('gt' in leaf) return number > leaf.gt;
  if ('le' in leaf) return number <= leaf.le;
  return number < leaf.lt;
};

/** Whether a condition holds; a rule without one always does. */
export const holds = (condition: Condition | undefined, facts: FactValues): boolean => {
  if (condition === undefined) return true;
  if ('all' in condition) return condition.all.every((part) => holds(part, facts));
  if ('any' in condition) return condition.any.some((part) => holds(part, facts));
  return leafHolds(condition, facts);
};

/** The facts a condition reads, each once. */
export const factsIn = (condition: Condition | undefined): string[] => {
  if (condition === undefined) return [];
  const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : undefined;
  return parts ? [...new Set(parts.flatMap(factsIn))] : 'fact' in condition ? [condition.fact] : [];
};
