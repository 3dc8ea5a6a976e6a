import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { exists, madeOnce } from './artifact-cache';

describe('madeOnce', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'redress-cache-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('makes a folder at the first call only, also for callers at the same time', async () => {
    let made = 0;
    const make = async (draft: string): Promise<void> => {
      made += 1;
      await writeFile(join(draft, 'part'), 'x');
    };
    const target = join(folder, 'thing');
    await Promise.all([madeOnce(target, make), madeOnce(target, make)]);
    await madeOnce(target, make);
    expect(made).toBe(1);
    expect(await readdir(target)).toEqual(['part']);
  });

  it('leaves nothing behind when making fails, and tries again next time', async () => {
    const target = join(folder, 'thing');
    const failing = madeOnce(target, async (draft) => {
      await writeFile(join(draft, 'half'), 'x');
      throw new Error('no network');
    });
    await expect(failing).rejects.toThrow('no network');
    expect(await readdir(folder)).toEqual([]);
    await madeOnce(target, (draft) => writeFile(join(draft, 'whole'), 'x'));
    expect(await readdir(target)).toEqual(['whole']);
  });

  it('removes what a killed build left half made, and nothing that a living one makes', async () => {
    const dead = join(folder, 'thing.making-4194303-aaaaaaaa');
    const living = join(folder, `thing.making-${process.pid}-bbbbbbbb`);
    await Promise.all([mkdir(dead), mkdir(living)]);
    await madeOnce(join(folder, 'thing'), () => Promise.resolve());
    expect([await exists(dead), await exists(living)]).toEqual([false, true]);
  });
});
