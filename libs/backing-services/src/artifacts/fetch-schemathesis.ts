import { join } from 'node:path';

import { runCommand, type CommandResult } from '../processes/run-command';

import { fingerprintOf, madeOnce } from './artifact-cache';
import { machine, schemathesisFile } from './places';

const timeoutMs = 15 * 60_000;
const leastPython = 'import sys; assert sys.version_info >= (3, 11); print("%d.%d" % sys.version_info[:2])';

const pythonVersion = async (): Promise<string> => {
  const { ok, output } = await runCommand('python3', ['-c', leastPython]);
  if (!ok) throw new Error(`Schemathesis needs Python 3.11 or newer with pip:\n${output}`);
  return output.trim();
};

const fetchInto = async (folder: string): Promise<void> => {
  const args = [
    ...['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '--progress-bar', 'off', '--no-deps'],
    ...['--require-hashes', '--only-binary', ':all:', '--target', folder, '--requirement', schemathesisFile],
  ];
  const { ok, output } = await runCommand('python3', args, { timeoutMs });
  if (!ok) throw new Error(`pip could not fetch Schemathesis:\n${output.split('\n').slice(-20).join('\n')}`);
};

/** Schemathesis as a command: called with its arguments and, in milliseconds, how long it may take. */
export type Schemathesis = (args: readonly string[], timeoutMs: number) => Promise<CommandResult>;

/**
 * Schemathesis, fetched by pip once and then run without a network; a new `requirements.txt` or another Python fetches
 * it anew.
 * @throws Error when there is no Python 3.11 or pip fails, with what pip said.
 */
export const schemathesis = async (artifactsDir: string): Promise<Schemathesis> => {
  const version = await pythonVersion();
  const name = `schemathesis-${machine}-py${version}-${await fingerprintOf(schemathesisFile)}`;
  const folder = await madeOnce(join(artifactsDir, name), fetchInto);
  return (args, ms) =>
    runCommand('python3', ['-m', 'schemathesis.cli', ...args], {
      timeoutMs: ms,
      env: { ...process.env, PYTHONPATH: folder, PYTHONIOENCODING: 'utf-8' },
      cwd: folder,
    });
};
