import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { identityOf } from '../processes/process-identity';

/** Whether a file or folder is there. */
export const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** The first 12 hex digits of the SHA-256 over some texts: names what was made out of them. */
export const fingerprint = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 12);

/** The fingerprint of a file's content. */
export const fingerprintOf = async (file: string): Promise<string> => fingerprint(await readFile(file, 'utf8'));

/** Removes what builds that were killed left half made. */
const sweep = async (target: string): Promise<void> => {
  const prefix = `${basename(target)}.making-`;
  for (const name of await readdir(dirname(target))) {
    const maker = name.startsWith(prefix) ? Number(name.slice(prefix.length).split('-')[0]) : undefined;
    if (maker !== undefined && !(await identityOf(maker))) {
      await rm(join(dirname(target), name), { recursive: true, force: true });
    }
  }
};

const makeAside = async (target: string, make: (folder: string) => Promise<void>): Promise<string> => {
  await mkdir(dirname(target), { recursive: true });
  await sweep(target);
  const draft = `${target}.making-${process.pid}-${randomUUID().slice(0, 8)}`;
  await mkdir(draft);
  try {
    await make(draft);
    await rename(draft, target);
  } catch (error) {
    if (!(await exists(target))) throw error; // else another start made it meanwhile
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return target;
};

const underWay = new Map<string, Promise<string>>();

/**
 * A folder that is made once and then only read. It appears whole or not at all: a build that is killed leaves nothing
 * that could be taken for it, and of two processes that build at once one wins.
 */
export const madeOnce = async (target: string, make: (folder: string) => Promise<void>): Promise<string> => {
  if (await exists(target)) return target;
  const making = underWay.get(target) ?? makeAside(target, make).finally(() => underWay.delete(target));
  underWay.set(target, making);
  return making;
};
