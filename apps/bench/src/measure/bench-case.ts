import type { ServiceName } from '@redress/backing-services';
import type { Backing } from '../services/backing';
import type { Cleanup } from '../services/cleanup';
import type { Recorder } from './recorder';

/** How much is measured: `quick` to see that everything runs, `small` for a laptop, `full` for the goals. */
export const scales = ['quick', 'small', 'full'] as const;
export type Scale = (typeof scales)[number];

/** What a case works with. */
export interface CaseContext {
  readonly backing: Backing;
  readonly rounds: number;
  readonly scale: Scale;
  readonly record: Recorder;
  /** A folder of the case's own; it is removed at the end. */
  readonly folder: string;
  /** Where a case leaves what must be stopped when the run is cut short. */
  readonly cleanup: Cleanup;
  /** Tells whoever waits what is going on. */
  readonly say: (text: string) => void;
}

/** One thing that is measured, the product beside its floor. */
export interface BenchCase {
  readonly name: string;
  readonly title: string;
  /** The backing services it shares with other cases; a case that starts its own needs none. */
  readonly needs: readonly ServiceName[];
  readonly run: (context: CaseContext) => Promise<void>;
}

/** The value for the scale of this run. */
export const sized = <T>({ scale }: Pick<CaseContext, 'scale'>, sizes: Readonly<Record<Scale, T>>): T => sizes[scale];
