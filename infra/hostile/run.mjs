// `npm run hostile -- --examples 200 --seed 7`: the hostile suites at length, every case of them, on a stack of its own.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    examples: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    only: { type: 'string' },
  },
});
for (const name of ['examples', 'seed']) {
  if (!/^\d{1,10}$/.test(values[name])) throw new Error(`--${name} must be a whole number`);
}
console.log(`HOSTILE_SEED=${values.seed}; the same seed repeats the run`);
const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
const suites = ['--selectProjects', 'apps/e2e', '--runInBand', '--testPathPatterns', 'src/hostile'];
const { status } = spawnSync(
  process.execPath,
  [...jest, ...suites, ...(values.only ? ['--testNamePattern', values.only] : [])],
  {
    env: {
      ...process.env,
      ...{ KAFKA_BROKERS: 'own', MONGODB_URI: 'own', REDIS_URL: 'own' },
      ...{ HOSTILE_SEED: values.seed, HOSTILE_ONE_OF: '1', HOSTILE_EXAMPLES: values.examples },
    },
    stdio: 'inherit',
  },
);
process.exitCode = status ?? 1;
