// `npm test`: everything that must hold before a change lands, one step after the other, counted in the last line.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const scratch = mkdtempSync(join(tmpdir(), 'redress-verify-'));
const jest = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  '--disable-warning=TimeoutNegativeWarning',
  'node_modules/jest/bin/jest.js',
];
const jestRun = (name, args) => ({
  name,
  command: process.execPath,
  args: [...jest, ...args],
  counts: join(scratch, `${name}.json`),
});

const steps = [
  { name: 'build', command: 'nx', args: ['run-many', '-t', 'build'] },
  { name: 'lint', command: 'nx', args: ['run-many', '-t', 'lint'] },
  { name: 'typecheck', command: 'nx', args: ['run-many', '-t', 'typecheck'] },
  { name: 'openapi', command: process.execPath, args: ['infra/openapi/metadata.mjs', '--check'] },
  { name: 'compose', command: process.execPath, args: ['infra/compose/check.mjs'] },
  { name: 'boundaries', command: process.execPath, args: ['infra/boundaries/probes.mjs'], plain: true },
  { name: 'secrets', command: process.execPath, args: ['infra/secrets/check.mjs'] },
  { name: 'audit', command: process.execPath, args: ['infra/audit/check.mjs'] },
  jestRun('specs', ['--ignoreProjects', 'apps/e2e']),
  // These start backing services of their own, to freeze and kill them; the shared ones are not wanted.
  {
    ...jestRun('e2e', ['--selectProjects', 'apps/e2e', '--runInBand']),
    env: { KAFKA_BROKERS: 'own', MONGODB_URI: 'own', REDIS_URL: 'own' },
  },
];

/** What a step adds to the totals: each test of a jest run, each probe, or the step itself. */
const countsOf = (step, run) => {
  if (step.counts) {
    try {
      const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(step.counts, 'utf8'));
      const failed = Math.max(numFailedTests, numFailedTestSuites, run.status === 0 ? 0 : 1);
      return { passed: numPassedTests, failed };
    } catch {
      return { passed: 0, failed: 1 };
    }
  }
  const line = step.plain && /(\d+) passed, (\d+) failed/.exec(String(run.stdout));
  if (line) return { passed: Number(line[1]), failed: Number(line[2]) };
  return run.status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
};

const only = process.argv.slice(2);
const total = { passed: 0, failed: 0 };
for (const step of steps.filter(({ name }) => only.length === 0 || only.includes(name))) {
  console.log(`\n== ${step.name}`);
  const started = Date.now();
  const args = step.counts ? [...step.args, '--json', `--outputFile=${step.counts}`] : step.args;
  const run = spawnSync(step.command, args, {
    env: { ...process.env, ...step.env },
    stdio: step.plain ? ['ignore', 'pipe', 'inherit'] : ['ignore', step.counts ? 'ignore' : 'inherit', 'inherit'],
  });
  if (step.plain) process.stdout.write(String(run.stdout).replace(/^\d+ passed, \d+ failed$/m, ''));
  const { passed, failed } = countsOf(step, run);
  total.passed += passed;
  total.failed += failed;
  console.log(
    `== ${step.name}: ${failed ? 'FAILED' : 'ok'} (${passed} passed, ${failed} failed) in ${Math.round((Date.now() - started) / 1000)} s`,
  );
  if (failed && step.name === 'build') break;
}
rmSync(scratch, { recursive: true, force: true });
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed ? 1 : 0;
