import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { eventually } from '@redress/testing';

import { spawnKept } from './kept-process';
import { buildLibrary, type BuiltLibrary } from './launcher.fixture';
import { identityOf, stillRuns } from './process-identity';

const stubborn = 'trap "echo asked; sleep 0.2; echo done; exit 3" TERM; echo up; while :; do sleep 0.05; done';
const deaf = 'trap "" TERM; echo up; while :; do sleep 0.05; done';

describe('spawnKept', () => {
  let folder: string;
  let logFile: string;
  let built: BuiltLibrary;
  beforeAll(async () => {
    built = await buildLibrary();
  });
  afterAll(() => built.remove());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'redress-kept-'));
    logFile = join(folder, 'kept.log');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const log = (): Promise<string> => readFile(logFile, 'utf8');
  const start = (script: string, graceMs?: number) =>
    spawnKept({ command: '/bin/sh', args: ['-c', script], logFile, graceMs });

  it('asks a process to stop and gives it the time it needs', async () => {
    const kept = await start(stubborn);
    await eventually(async () => expect(await log()).toBe('up\n'));
    expect(await kept.stop()).toEqual({ code: 3, signal: null });
    expect(await log()).toBe('up\nasked\ndone\n');
    expect(kept.running()).toBe(false);
  });

  it('kills one that does not obey within its grace', async () => {
    const kept = await start(deaf, 300);
    await eventually(async () => expect(await log()).toBe('up\n'));
    expect(await kept.stop()).toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('stops a process that is suspended', async () => {
    const kept = await start(stubborn);
    await eventually(async () => expect(await log()).toBe('up\n'));
    kept.signal('SIGSTOP');
    expect(await kept.stop()).toEqual({ code: 3, signal: null });
  });

  it('is the very process of the command, so that a signal hits it and its end is seen', async () => {
    const kept = await spawnKept({ command: 'sleep', args: ['600'], logFile });
    process.kill(kept.pid, 'SIGKILL');
    expect(await kept.ended).toEqual({ code: null, signal: 'SIGKILL' });
    expect(kept.signal('SIGTERM')).toBe(false);
  });

  const launcherOf = async (script: string): Promise<{ launcher: ChildProcess; pid: number }> => {
    const program = `require('${built.folder}/processes/kept-process.js')
      .spawnKept({ command: '/bin/sh', args: ['-c', ${JSON.stringify(script)}], logFile: '${logFile}', graceMs: 1000 })
      .then(({ pid }) => console.log(pid)); setInterval(() => {}, 1000)`;
    const launcher = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(launcher.stdout, 'data')) as [Buffer];
    await eventually(async () => expect(await log()).toBe('up\n'));
    return { launcher, pid: Number(String(line)) };
  };

  it.each([
    ['stops in order', stubborn],
    ['is killed when it does not obey', deaf],
  ])('%s when its launcher is killed with -9', async (_, script) => {
    const { launcher, pid } = await launcherOf(script);
    const identity = await identityOf(pid);
    expect(identity).toBeDefined();
    launcher.kill('SIGKILL');
    await eventually(async () => expect(identity && (await stillRuns(identity))).toBe(false));
    expect(await log()).toBe(script === stubborn ? 'up\nasked\ndone\n' : 'up\n');
  });
});
