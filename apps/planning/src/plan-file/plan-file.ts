import type { Problem } from '@redress/plan';
import type { PlanDocument } from '@redress/plan-rules';
import type { Place } from './place';

/** A problem and where in the file it is. */
export type PlacedProblem = Problem & Place;

/** A plan, or everything that is wrong with its file. */
export type PlanFile =
  | { readonly ok: true; readonly document: PlanDocument }
  | { readonly ok: false; readonly problems: readonly PlacedProblem[] };

/** Larger than any plan people read; the parser is given no more. */
export const largestFileBytes = 512 * 1024;

/** A published plan is one event, and a commit holds at most 256 KiB with its envelope. */
export const largestDocumentBytes = 200 * 1024;
