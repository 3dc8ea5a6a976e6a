import { cpus, release, totalmem } from 'node:os';
import type { Scale } from '../measure/bench-case';
import type { Measurement } from '../measure/recorder';
import type { Judged } from '../measure/verdict';

/** A case that could not run, and why. */
export interface FailedCase {
  readonly name: string;
  readonly reason: string;
}

/** Everything a run found, as the JSON holds it. */
export interface BenchResult {
  readonly startedAt: string;
  readonly seconds: number;
  readonly scale: Scale;
  readonly rounds: number;
  readonly machine: Machine;
  readonly measurements: readonly Measurement[];
  readonly goals: readonly (Pick<Judged, 'verdict' | 'because'> & Judged['goal'])[];
  readonly failed: readonly FailedCase[];
}

/** Where it was measured: without it no figure means anything. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly node: string;
  readonly kernel: string;
}

/** The machine this runs on. */
export const thisMachine = (): Machine => ({
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  kernel: release(),
});
