import { Command, InvalidArgumentError, Option } from 'commander';
import { seeded } from '../random';
import { writeReport } from './report';
import { runScenario, Stacks, type Outcome } from './run';
import { sizes, type Scenario, type Size } from './scenario';
import { scenarios } from './scenarios';

interface Options {
  readonly seed?: number;
  readonly scenario: readonly string[];
  readonly minutes?: number;
  readonly size: Size['name'];
  readonly rate?: number;
  readonly report: string;
  readonly alerts: boolean;
}

const positive = (text: string): number => {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError('must be a number above 0');
};

const oneMore = (text: string, before: readonly string[]): string[] => {
  if (scenarios.some(({ id }) => id === text)) return [...before, text];
  throw new InvalidArgumentError(`there are ${scenarios.map(({ id }) => id).join(', ')}`);
};

const say = (text: string): void => void process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);

/** The scenarios again and again in an order by chance, those of one stack after each other, until the time is up. */
function* untilTimeIsUp(chosen: readonly Scenario[], minutes: number, random: () => number): Generator<Scenario> {
  const until = performance.now() + minutes * 60_000;
  for (;;) {
    const byChance = chosen.map((scenario) => ({ scenario, at: random() })).sort((a, b) => a.at - b.at);
    const order = byChance.map(({ scenario }) => scenario).sort((a, b) => (a.stack ?? '').localeCompare(b.stack ?? ''));
    for (const scenario of order) {
      if (performance.now() > until) return;
      yield scenario;
    }
  }
}

const orderOf = (ids: readonly string[], minutes: number | undefined, seed: number): Iterable<Scenario> => {
  const chosen = scenarios.filter(({ id }) => ids.length === 0 || ids.includes(id));
  return minutes === undefined ? chosen : untilTimeIsUp(chosen, minutes, seeded(seed));
};

const run = async ({
  seed = Math.floor(Math.random() * 2 ** 31),
  scenario,
  minutes,
  size,
  rate = sizes[size].rate,
  report,
  alerts,
}: Options): Promise<void> => {
  say(`seed ${seed} (repeat with --seed ${seed})`);
  const order = orderOf(scenario, minutes, seed);
  const startedAt = new Date().toISOString();
  const stacks = new Stacks(alerts);
  const outcomes: Outcome[] = [];
  let stopping = false;
  process.once('SIGINT', () => {
    stopping = true;
    say('stopping after this scenario');
  });
  for (const one of order) {
    if (stopping) break;
    say(`${one.id} ${one.title}`);
    const outcome = await runScenario(one, stacks, { ...sizes[size], rate }, seed, say);
    outcomes.push(outcome);
    if (outcome.alerts) say(`${one.id} alerts that fired: ${outcome.alerts.join(', ') || 'none'}`);
    say(`${one.id} ${outcome.fault === undefined ? 'held' : `BROKEN: ${outcome.fault}`} (${outcome.seconds} s)`);
    writeReport(report, { seed, size, rate, startedAt, outcomes });
  }
  await stacks.stop();
  const failed = outcomes.filter(({ fault }) => fault !== undefined).length;
  say(`${outcomes.length - failed} held, ${failed} did not; the report is in ${report}`);
  process.exitCode = failed > 0 || outcomes.length === 0 ? 1 : 0;
};

new Command('chaos')
  .description('brings faults about under load on the whole product and checks that every promise holds')
  .option('--seed <number>', 'repeats a run', Number)
  .option('--scenario <id>', 'only this one; may be given several times', oneMore, [])
  .option('--minutes <number>', 'goes on, in an order by chance, until the time is up', positive)
  .addOption(new Option('--size <size>', 'how much of each fault').choices(Object.keys(sizes)).default('full'))
  .option('--rate <number>', 'complaints a second, where this machine takes less than the size has', positive)
  .option('--alerts', 'watches with a real Prometheus whether the alerts fire (built once, some minutes)', false)
  .option('--report <folder>', 'where report.md and report.json are written', '.redress/chaos')
  .action(run)
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  });
