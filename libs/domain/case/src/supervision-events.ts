import type { Message, Sealed } from '@redress/kernel';
import type { OfCase } from './of-case';

/** What supervision finds wrong with how a case is handled; a reported retaliation is one of them. */
export type ProblemKind = 'delay' | 'procedure' | 'attitude' | 'retaliation' | 'other';

/** A problem was found in the handling; problems of a case count from 1. */
export type ProblemFound = Message<
  'ProblemFound',
  OfCase & { problemNo: number; kind: ProblemKind; foundAt: string; foundBy: string; words: Sealed }
>;
/** A problem that was found is solved. */
export type ProblemSolved = Message<
  'ProblemSolved',
  OfCase & { problemNo: number; solvedAt: string; solvedBy: string; words: Sealed }
>;
