import { repositoryRoot } from '@redress/backing-services';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { growthChart } from './growth-chart';
import { markdownOf } from './markdown';
import type { BenchResult } from './result';

/** The result as JSON, for a file. */
export const jsonOf = (result: BenchResult): string => `${JSON.stringify(result, undefined, 2)}\n`;

/** Writes `docs/benchmarks/results.md`, `results.json` and, where growth was measured, `growth.svg`. */
export const writeDocs = async (result: BenchResult): Promise<void> => {
  const folder = join(repositoryRoot, 'docs/benchmarks');
  await mkdir(folder, { recursive: true });
  const chart = growthChart(result.measurements);
  await Promise.all([
    writeFile(join(folder, 'results.md'), markdownOf(result)),
    writeFile(join(folder, 'results.json'), jsonOf(result)),
    ...(chart === undefined ? [] : [writeFile(join(folder, 'growth.svg'), chart)]),
  ]);
};
