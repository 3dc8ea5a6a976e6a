import type { BenchResult } from './result';
import { rowsOf, summaryOf } from './rows';

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** The report as a Markdown page. */
export const markdownOf = (result: BenchResult): string => {
  const { machine, rounds, scale, seconds, startedAt, failed } = result;
  const lines = rowsOf(result).map(
    ({ title, value, goal, verdict }) => `| ${[title, value, goal, verdict].map(cell).join(' | ')} |`,
  );
  return [
    '# Benchmark results',
    '',
    'Written by `npm run bench -- --write`; how to read it: [README.md](README.md).',
    '',
    `${startedAt.slice(0, 10)}, scale ${scale}, ${rounds} rounds, ${Math.round(seconds / 60)} minutes, on ${machine.cores} cores (${machine.cpu}), ${machine.memoryGiB} GiB, Node ${machine.node}, Linux ${machine.kernel}.`,
    '',
    `${summaryOf(result)}.`,
    '',
    '| measured | median [lowest..highest] | goal | verdict |',
    '| --- | --- | --- | --- |',
    ...lines,
    ...failed.map(({ name, reason }) => `| ${name} | could not run | | ${cell(reason.split('\n')[0] ?? '')} |`),
    '',
  ].join('\n');
};
