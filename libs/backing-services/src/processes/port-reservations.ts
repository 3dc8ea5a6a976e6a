import { rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

import { DirectoryInUse, lockDirectory } from './directory-lock';

/** One file per port that a start of this user has chosen. */
const directory = join(tmpdir(), `redress-ports-${userInfo().uid}`);

const own = new Set<number>();

const fileOf = (port: number): string => `${port}.json`;

const giveBack = (): void => {
  for (const port of own) rmSync(join(directory, fileOf(port)), { force: true });
};

/**
 * Keeps a port for this process until it ends, so that of two starts at the same moment only one takes it: a port is
 * free until somebody listens, and that is seconds after it was chosen. Says no when another living process keeps it.
 */
export const reservePort = async (port: number): Promise<boolean> => {
  if (own.has(port)) return true;
  try {
    await lockDirectory(directory, fileOf(port));
  } catch (error) {
    if (error instanceof DirectoryInUse) return false;
    throw error;
  }
  if (own.size === 0) process.once('exit', giveBack);
  own.add(port);
  return true;
};
