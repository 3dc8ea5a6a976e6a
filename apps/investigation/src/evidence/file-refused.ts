import { CommandRefused } from '@redress/kernel';

/** Why a file is not taken as evidence, or not given out. */
export type FileProblem =
  | 'file-empty'
  | 'file-too-large'
  | 'file-type-unknown'
  | 'file-type-differs'
  | 'file-hash-differs'
  | 'file-damaged'
  | 'location-not-removable'
  | 'evidence-missing'
  | 'evidence-damaged';

/** A refusal that is about the file itself. */
export const fileRefused = (problem: FileProblem, details?: Readonly<Record<string, unknown>>): CommandRefused =>
  new CommandRefused(problem, details);
