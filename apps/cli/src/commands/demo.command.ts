import type { Command } from 'commander';
import { resolve } from 'node:path';
import { runDemo, type DemoOptions } from '../demo/demo';
import { wholeNumber } from './option-parsers';

/** Aborts at Ctrl-C, SIGTERM or when the terminal is closed; a second Ctrl-C ends the process at once. */
const stopSignal = (): AbortSignal => {
  const stopping = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (stopping.signal.aborted && name === 'SIGINT') process.exit(130); // what still runs ends with this process
      stopping.abort(new Error('the demo was stopped'));
    });
  }
  return stopping.signal;
};

const run = async (options: DemoOptions): Promise<void> => {
  const file = options.file === undefined ? {} : { file: resolve(options.file) };
  const signal = stopSignal();
  try {
    process.exitCode = await runDemo({ ...options, ...file }, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    process.exitCode = 130; // as a shell says of what Ctrl-C ended
  }
  process.exit();
};

/** `redress demo`: the main job in a terminal, on a deployment of its own (docs/adr/0001). */
export const addDemo = (program: Command): void => {
  program
    .command('demo')
    .description('see the whole way of complaints in about two minutes, on a deployment of its own with a fast clock')
    .option('--file <csv>', 'complaints of a CSV file (column text) instead of the built-in ones')
    .option('--limit <number>', 'at most so many complaints', wholeNumber(1, 1_000))
    .option('--minutes <number>', 'how long a month may take', wholeNumber(1, 60), 2)
    .option('--seed <number>', 'decides what becomes of the complaints of a file', wholeNumber(0, 999_999_999), 1)
    .option('--plain', 'lines instead of a table (default without a terminal)')
    .action(run);
};
