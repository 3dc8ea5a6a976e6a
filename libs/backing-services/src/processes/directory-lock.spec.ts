import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { DirectoryInUse, lockDirectory } from './directory-lock';

describe('lockDirectory', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'redress-lock-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const leave = (holder: object | string): Promise<void> =>
    writeFile(join(folder, 'lock.json'), typeof holder === 'string' ? holder : JSON.stringify(holder));
  const attempts = async (count: number): Promise<PromiseSettledResult<unknown>[]> =>
    Promise.allSettled(Array.from({ length: count }, () => lockDirectory(folder)));
  const won = (results: readonly PromiseSettledResult<unknown>[]): number =>
    results.filter(({ status }) => status === 'fulfilled').length;

  it('lets one of many starts in and tells the others where the first one runs', async () => {
    const lock = await lockDirectory(folder);
    await lock.describe('http://127.0.0.1:8080');
    await expect(lockDirectory(folder)).rejects.toThrow(`process ${process.pid} (http://127.0.0.1:8080)`);
    await expect(lockDirectory(folder)).rejects.toBeInstanceOf(DirectoryInUse);
    await lock.release();
    await (await lockDirectory(folder)).release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('lets exactly one in when all come at once', async () => {
    expect(won(await attempts(20))).toBe(1);
  });

  it.each([
    ['of a process that is gone', { pid: 4194303, started: 'then', token: 'a', note: '' }],
    [
      'of an earlier process of the same number',
      { pid: process.pid, started: 'before the reboot', token: 'b', note: '' },
    ],
    ['that a power cut tore', '{"pid": 12'],
  ])('takes over a lock %s, and only once', async (_, left) => {
    await leave(left);
    expect(won(await attempts(20))).toBe(1);
  });

  it('does not release a lock that somebody else has taken over', async () => {
    const lock = await lockDirectory(folder);
    await leave({ pid: 1, started: 'x', token: 'of-another', note: '' });
    await lock.release();
    expect(await readdir(folder)).toEqual(['lock.json']);
  });
});
