import { Command, InvalidArgumentError, Option } from 'commander';
import { writeFile } from 'node:fs/promises';
import { cases } from './cases';
import { scales, type BenchCase, type Scale } from './measure/bench-case';
import type { BenchResult } from './report/result';
import { terminalTable } from './report/terminal';
import { jsonOf, writeDocs } from './report/write-docs';
import { runCases } from './run';
import { Cleanup } from './services/cleanup';

interface Options {
  readonly rounds?: number;
  readonly only?: readonly BenchCase[];
  readonly list?: boolean;
  readonly scale: Scale;
  readonly quick?: boolean;
  readonly json?: string;
  readonly write?: boolean;
  readonly strict?: boolean;
}

const say = (text: string): void => void process.stderr.write(`${text}\n`);

const parseRounds = (text: string): number => {
  const rounds = Number(text);
  if (Number.isInteger(rounds) && rounds >= 1 && rounds <= 100) return rounds;
  throw new InvalidArgumentError('it must be a number from 1 to 100.');
};

const parseOnly = (text: string): BenchCase[] =>
  text.split(',').map((name) => {
    const found = cases.find((each) => each.name === name.trim());
    if (!found) throw new InvalidArgumentError(`there is no case ${name}; --list names them.`);
    return found;
  });

const program = new Command('bench')
  .description('measures the product beside floors written on the raw drivers, in interleaved rounds')
  .option('--only <names>', 'these cases only, separated by commas', parseOnly)
  .option('--list', 'name the cases and end')
  .option('--rounds <number>', 'rounds of each comparison (default: 5, quick 1)', parseRounds)
  .addOption(new Option('--scale <scale>', 'how much is measured').choices(scales).default('full'))
  .option('--quick', 'everything once, small, in less than six minutes: to see that it runs, not for the figures')
  .option('--json <file>', 'write the result as JSON')
  .option('--write', 'write docs/benchmarks/results.md, results.json and growth.svg')
  .option('--strict', 'exit with 1 when a goal is missed')
  .showHelpAfterError();

/** Stops and removes everything when the run is cut short; once more ends it at once. */
const endInOrder = (cleanup: Cleanup): void => {
  let ending = false;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (ending) process.exit(130);
      ending = true;
      say('\nstopping what was started; once more Ctrl-C ends it at once');
      void cleanup.run().finally(() => process.exit(130));
    });
  }
};

const exitCodeOf = (result: BenchResult, strict: boolean): number => {
  const missed = result.goals.some(({ verdict }) => verdict === 'missed');
  return result.failed.length > 0 || (strict && missed) ? 1 : 0;
};

const main = async (): Promise<number> => {
  const options = program.parse().opts<Options>();
  if (options.list) {
    for (const { name, title } of cases) process.stdout.write(`${name.padEnd(12)} ${title}\n`);
    return 0;
  }
  const cleanup = new Cleanup();
  endInOrder(cleanup);
  const scale = options.quick ? 'quick' : options.scale;
  const rounds = options.rounds ?? (scale === 'quick' ? 1 : 5);
  const result = await runCases({ cases: options.only ?? cases, rounds, scale, say, cleanup });
  process.stdout.write(terminalTable(result));
  if (options.json !== undefined) await writeFile(options.json, jsonOf(result));
  if (options.write) await writeDocs(result);
  return exitCodeOf(result, options.strict ?? false);
};

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exit(2);
  },
);
