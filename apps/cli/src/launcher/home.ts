import { join, resolve } from 'node:path';

import { DirectoryInUse, lockDirectory, repositoryRoot, type DirectoryLock } from '@redress/backing-services';

/** Where one deployment keeps everything that is its own. */
export interface Home {
  readonly dir: string;
  /** Data of the embedded backing services. */
  readonly dataDir: string;
  readonly secretsDir: string;
  readonly logsDir: string;
  /** What the local mailbox received. */
  readonly mailDir: string;
  /** Compiled code of the services, for quicker starts. */
  readonly compileCacheDir: string;
  /** Where the running deployment can be found; absent when none runs. */
  readonly runFile: string;
  /** Where Prometheus finds the services (infra/prometheus); stays after a stop, as they are then missing. */
  readonly targetsFile: string;
  /** Who was put on the first roster. */
  readonly firstStaffFile: string;
}

/** The home in a folder; by default `.redress` of the repository, or where REDRESS_HOME says. */
export const homeOf = (dir?: string): Home => {
  const root = resolve(dir ?? (process.env['REDRESS_HOME'] || join(repositoryRoot, '.redress')));
  return {
    dir: root,
    dataDir: join(root, 'data'),
    secretsDir: join(root, 'secrets'),
    logsDir: join(root, 'logs'),
    mailDir: join(root, 'mail'),
    compileCacheDir: join(root, 'compile-cache'),
    runFile: join(root, 'run.json'),
    targetsFile: join(root, 'monitoring/targets.json'),
    firstStaffFile: join(root, 'first-staff.json'),
  };
};

/** Says where the first one runs and how to have two. */
const alreadyRunning = (error: unknown): never => {
  if (!(error instanceof DirectoryInUse)) throw error;
  const where = error.note ? ` at ${error.note}` : '';
  throw new Error(
    `Redress runs already from ${error.directory}: process ${error.holder.pid}${where}.\n` +
      'Stop it there with Ctrl-C, or start another one beside it with --home <another folder>.',
  );
};

/** Takes a home for this process. @throws when a deployment runs from it. */
export const lockHome = (home: Home): Promise<DirectoryLock> => lockDirectory(home.dir).catch(alreadyRunning);
