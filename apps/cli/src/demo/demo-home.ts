import { DirectoryInUse, lockDirectory } from '@redress/backing-services';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { homeOf, type Home } from '../launcher/home';
import { endLeftovers, type RunFile } from '../launcher/run-file';
import { cleanUp } from './clean-up';

/** Whether all backing services of a demo are its own: then what it made is in its folder. */
export const isApart = (origins: RunFile['origins']): boolean =>
  Object.values(origins).every((origin) => origin === 'embedded');

/** What a killed demo left in services that others use too. They may be away by now: then nothing can be done. */
const forgetShared = async (home: Home): Promise<void> => {
  const text = await readFile(home.runFile, 'utf8').catch(() => undefined);
  if (text === undefined) return;
  const { origins, addresses, dbPrefix, topicPrefix } = JSON.parse(text) as RunFile;
  if (!isApart(origins)) await cleanUp({ ...addresses, dbPrefix, topicPrefix });
};

/** Removes what demos left that were killed; those that run are left alone. */
const removeLeftovers = async (dir: string): Promise<void> => {
  for (const name of await readdir(dir)) {
    const leftover = homeOf(join(dir, name));
    try {
      await lockDirectory(leftover.dir);
    } catch (error) {
      if (error instanceof DirectoryInUse) continue;
      throw error;
    }
    await endLeftovers(leftover);
    await forgetShared(leftover).catch(() => undefined);
    await removeDemoHome(leftover);
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
