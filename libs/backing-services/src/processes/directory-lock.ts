import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { identityOf, stillRuns, type ProcessIdentity } from './process-identity';

/** Another start holds the directory. */
export class DirectoryInUse extends Error {
  constructor(
    readonly directory: string,
    readonly holder: ProcessIdentity,
    /** What the holder wrote about itself, such as where it listens. */
    readonly note: string,
  ) {
    super(`${directory} is in use by process ${holder.pid}${note ? ` (${note})` : ''}`);
    this.name = 'DirectoryInUse';
  }
}

/** A held directory. */
export interface DirectoryLock {
  /** Writes what a second start should be told. */
  describe(note: string): Promise<void>;
  release(): Promise<void>;
}

interface Holder extends ProcessIdentity {
  readonly token: string;
  readonly note: string;
}

const read = async (file: string): Promise<Holder | undefined> => {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Holder;
  } catch {
    return undefined; // absent, or a torn file of a machine that lost power: nobody's
  }
};

const put = async (file: string, holder: Holder): Promise<string> => {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(holder));
  return draft;
};

/** Creates the lock file in one step; false when somebody else was first. */
const take = async (file: string, holder: Holder): Promise<boolean> => {
  const draft = await put(file, holder);
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
};

/**
 * Removes a dead holder's file. Only the process that makes the marker for that holder may, so that a lock taken in the
 * meantime is never removed; a marker whose maker died is dropped after ten seconds.
 */
const clearStale = async (file: string, stale: Holder | undefined): Promise<void> => {
  const marker = `${file}.clearing-${stale?.token ?? 'torn'}`;
  try {
    await mkdir(marker);
  } catch {
    const made = await stat(marker).catch(() => undefined);
    if (made && Date.now() - made.mtimeMs > 10_000) await rm(marker, { recursive: true, force: true });
    await sleep(50);
    return;
  }
  try {
    if ((await read(file))?.token === stale?.token) await rm(file, { force: true });
  } finally {
    await rm(marker, { recursive: true, force: true });
  }
};

const heldBy = (file: string, holder: Holder): DirectoryLock => ({
  describe: async (note) => {
    if ((await read(file))?.token === holder.token) await rename(await put(file, { ...holder, note }), file);
  },
  release: async () => {
    if ((await read(file))?.token === holder.token) await rm(file, { force: true });
  },
});

/**
 * Takes a directory for this process. A lock left by a process that is gone counts as free.
 * @throws DirectoryInUse when a living process holds it.
 */
export const lockDirectory = async (directory: string, name = 'lock.json'): Promise<DirectoryLock> => {
  await mkdir(directory, { recursive: true });
  const file = join(directory, name);
  const self = await identityOf(process.pid);
  if (!self) throw new Error('the identity of this process cannot be read (ps or /proc is needed)');
  const holder: Holder = { ...self, token: randomUUID(), note: '' };
  for (let attempt = 0; attempt < 40; attempt += 1) {
    if (await take(file, holder)) return heldBy(file, holder);
    const other = await read(file);
    if (other && (await stillRuns(other))) throw new DirectoryInUse(directory, other, other.note);
    await clearStale(file, other);
  }
  throw new Error(`${file} could not be taken: several starts at once; try again`);
};
