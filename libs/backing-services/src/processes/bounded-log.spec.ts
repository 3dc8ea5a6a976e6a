import { closeSync, writeSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { eventually } from '@redress/testing';

import { keepLogsBounded, openLog, tailOf } from './bounded-log';

describe('logs of child processes', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'redress-log-'));
    file = join(folder, 'logs/a.log');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('puts the log of the last run aside at a start', async () => {
    closeSync(await openLog(file));
    await writeFile(file, 'yesterday\n');
    closeSync(await openLog(file));
    expect([await readFile(file, 'utf8'), await readFile(`${file}.1`, 'utf8')]).toEqual(['', 'yesterday\n']);
  });

  it('cuts a log that grew too large while it is written to', async () => {
    const log = await openLog(file);
    writeSync(log, Buffer.alloc(21 * 1024 * 1024, 'x'));
    const keeper = keepLogsBounded(() => [file], 20);
    await eventually(async () => expect((await stat(file)).size).toBe(0));
    keeper.stop();
    writeSync(log, 'next line\n');
    closeSync(log);
    expect(await readFile(file, 'utf8')).toBe('next line\n');
    expect((await stat(`${file}.1`)).size).toBe(21 * 1024 * 1024);
  });

  it('shows the last lines only', async () => {
    closeSync(await openLog(file));
    await writeFile(file, Array.from({ length: 100 }, (_, line) => `line ${line}`).join('\n'));
    expect(await tailOf(file, 2)).toBe('line 98\nline 99');
    expect(await tailOf(join(folder, 'none.log'))).toBe('');
  });
});
