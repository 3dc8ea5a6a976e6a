import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { repositoryRoot } from '../artifacts/places';

const runFile = promisify(execFile);

/** This library built into a folder of its own, for a launcher that runs as a process of its own. */
export interface BuiltLibrary {
  readonly folder: string;
  remove(): Promise<void>;
}

/** Builds the sources as they are now; inside the repository, so that packages are found. */
export const buildLibrary = async (): Promise<BuiltLibrary> => {
  await mkdir(resolve(repositoryRoot, '.redress'), { recursive: true });
  const parent = await mkdtemp(resolve(repositoryRoot, '.redress/spec-'));
  const folder = join(parent, 'launcher'); // as deep as dist/, so that the repository's root is found from it
  const swc = resolve(repositoryRoot, 'node_modules/@swc/cli/bin/swc.js');
  const args = [
    swc,
    'src',
    '-d',
    folder,
    '--strip-leading-paths',
    '--config-file',
    join(repositoryRoot, '.swcrc'),
    '-q',
  ];
  await runFile(process.execPath, args, { cwd: resolve(repositoryRoot, 'libs/backing-services') });
  return { folder, remove: () => rm(parent, { recursive: true, force: true }) };
};
