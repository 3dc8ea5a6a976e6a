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
