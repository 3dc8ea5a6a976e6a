import { DirectoryInUse, lockDirectory } from '@redress/backing-services';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { homeOf, type Home } from '../launcher/home';

/** Removes what demos left that were killed; those that run are left alone. */
const removeLeftovers = async (dir: string): Promise<void> => {
  for (const name of await readdir(dir)) {
    const leftover = join(dir, name);
    try {
      await lockDirectory(leftover);
    } catch (error) {
      if (error instanceof DirectoryInUse) continue;
      throw error;
    }
    await rm(leftover, { recursive: true, force: true });
  }
};

/** A new home for one demo, beside the others of this machine. */
export const openDemoHome = async (id: string): Promise<Home> => {
  const dir = join(homeOf().dir, 'demo');
  await mkdir(dir, { recursive: true, mode: 0o700 });
  await removeLeftovers(dir);
  return homeOf(join(dir, id));
};

/** Removes a demo's home with everything in it. */
export const removeDemoHome = (home: Home): Promise<void> =>
  rm(home.dir, { recursive: true, force: true, maxRetries: 5 });
