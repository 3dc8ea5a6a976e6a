import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { goals } from './goals';
import type { BenchCase, Scale } from './measure/bench-case';
import { Recorder } from './measure/recorder';
import { judge } from './measure/verdict';
import { thisMachine, type BenchResult, type FailedCase } from './report/result';
import { Backing } from './services/backing';
import { Cleanup } from './services/cleanup';

export interface RunOptions {
  readonly cases: readonly BenchCase[];
  readonly rounds: number;
  readonly scale: Scale;
  readonly say: (text: string) => void;
  readonly cleanup: Cleanup;
}

/** Runs the cases one after the other; one that cannot run is told and the others go on. */
export const runCases = async ({ cases, rounds, scale, say, cleanup }: RunOptions): Promise<BenchResult> => {
  const started = new Date();
  const folder = await mkdtemp(join(tmpdir(), 'redress-bench-'));
  const removeFolder = cleanup.add(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const backing = new Backing(folder);
  const stopBacking = cleanup.add(() => backing.stop());
  const record = new Recorder();
  const failed: FailedCase[] = [];
  for (const { name, title, needs, run } of cases) {
    say(`${name}: ${title}`);
    const own = join(folder, name);
    try {
      await Promise.all([backing.start(needs), mkdir(own)]);
      await run({ backing, rounds, scale, record, folder: own, cleanup, say: (text) => say(`  ${text}`) });
    } catch (error) {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      failed.push({ name, reason });
      say(`  could not run: ${reason}`);
    }
  }
  await stopBacking();
  await removeFolder();
  const measurements = record.measurements();
  return {
    startedAt: started.toISOString(),
    seconds: (Date.now() - started.getTime()) / 1000,
    scale,
    rounds,
    machine: thisMachine(),
    measurements,
    goals: judge(goals, measurements, scale).map(({ goal, ...judged }) => ({ ...goal, ...judged })),
    failed,
  };
};
