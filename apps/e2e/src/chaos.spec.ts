import { runScenario, Stacks } from './chaos/run';
import { scenarios } from './chaos/scenarios';
import { sizes } from './chaos/scenario';
import { runSeed } from './random';

/** The short form of `npm run chaos`: every fault once, on a small load. */
describe('faults under load: nothing lost, nothing doubled, nothing early', () => {
  jest.setTimeout(600_000);
  const seed = runSeed();
  const stacks = new Stacks();
  afterAll(() => stacks.stop());

  it.each(scenarios.filter(({ short }) => short).map((scenario) => [scenario.id, scenario.title, scenario] as const))(
    '%s %s',
    async (_id, _title, scenario) => {
      const say = (text: string): void => void process.stderr.write(`  ${text}\n`);
      const { fault, figures } = await runScenario(scenario, stacks, sizes.short, seed, say);
      if (fault !== undefined) throw new Error(fault);
      expect(figures.length).toBeGreaterThan(0);
    },
  );
});
