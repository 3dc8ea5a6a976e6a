import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { repositoryRoot, stillRuns, type ProcessIdentity } from '@redress/backing-services';
import { eventually } from '@redress/testing';

import { homeOf, type Home } from '../launcher/home';
import { runningDeployment, type RunFile } from '../launcher/run-file';

const patience = { timeoutMs: 120_000, intervalMs: 100 };

/** `redress start` as a process of its own, on embedded services of its own. */
const launch = (home: Home): { launcher: ChildProcess; said(): string } => {
  const { KAFKA_BROKERS: _k, MONGODB_URI: _m, REDIS_URL: _r, SMTP_URL: _s, ...env } = process.env;
  const program = join(repositoryRoot, 'apps/cli/dist/main.js');
  const launcher = spawn(process.execPath, [program, 'start', '--home', home.dir], {
    env: { ...env, REDRESS_BACKING: 'embedded', NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [launcher.stdout, launcher.stderr])
    stream.on('data', (part: Buffer) => (output += String(part)));
  return { launcher, said: () => output };
};

const runs = async (home: Home, said: () => string): Promise<RunFile> => {
  await eventually(() => expect(said()).toContain('Ctrl-C stops everything'), patience);
  return runningDeployment(home);
};

/** Every process of a deployment. */
const processesOf = async (home: Home, run: RunFile): Promise<ProcessIdentity[]> => {
  const backing = (await readdir(home.dataDir, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const traces = await Promise.all(
    backing.map(({ name }) => readFile(join(home.dataDir, name, 'running.json'), 'utf8')),
  );
  return [...Object.values(run.services), ...traces.map((trace) => JSON.parse(trace) as ProcessIdentity)];
};

const alive = async (processes: readonly ProcessIdentity[]): Promise<number> =>
  (await Promise.all(processes.map(stillRuns))).filter(Boolean).length;

const post = (url: string, body: object): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

interface Receipt {
  readonly complaintNo: string;
  readonly trackingToken: string;
}

describe('redress start', () => {
  let home: Home;
  let said: () => string;
  let launcher: ChildProcess;
  let run: RunFile;
  let receipt: Receipt;

  const start = async (): Promise<void> => {
    ({ launcher, said } = launch(home));
    run = await runs(home, said);
  };

  beforeAll(async () => {
    home = homeOf(await mkdtemp(join(tmpdir(), 'redress-start-')));
    await start();
  }, 300_000);

  afterAll(async () => {
    launcher.kill('SIGTERM');
    if (launcher.exitCode === null && launcher.signalCode === null) await once(launcher, 'exit');
    await rm(home.dir, { recursive: true, force: true });
  }, 120_000);

  it('brings up a site that takes complaints and lets its first staff in', async () => {
    const { gateway } = run.urls;
    const filed = await post(`${gateway}/api/v1/complaints`, { text: '观光车等了两个小时，没有人来解释。' });
    expect(filed.status).toBe(201);
    receipt = (await filed.json()) as Receipt;
    const password = /^ +clerk +(\S+)/m.exec(said())?.[1];
    const signedIn = await post(`${gateway}/api/v1/auth/sign-in`, { username: 'clerk', password });
    expect(signedIn.status).toBe(200);
    expect((await fetch(`${gateway}/api/docs`)).status).toBe(200);
  });

  it('tells a second start from the same folder where the first one runs', async () => {
    const second = launch(home);
    expect(await once(second.launcher, 'exit')).toEqual([1, null]);
    expect(second.said()).toContain(`process ${launcher.pid} at ${run.urls.gateway}`);
    expect(await alive(await processesOf(home, run))).toBe(10);
  }, 120_000);

  it('starts a service again that crashed, where the others know it', async () => {
    const intake = run.services.intake;
    process.kill(intake?.pid ?? 0, 'SIGKILL');
    await eventually(() => expect(said()).toContain('intake ended by SIGKILL; starting it again'), patience);
    await eventually(async () => expect((await fetch(`${run.urls.intake}/readyz`)).status).toBe(200), patience);
    const replaced = async (): Promise<void> =>
      expect((await runningDeployment(home)).services.intake).not.toEqual(intake);
    await eventually(replaced, patience);
    run = await runningDeployment(home);
  }, 240_000);

  it('leaves nothing behind when it is killed with -9, and starts again with everything it had', async () => {
    const before = await processesOf(home, run);
    expect(await alive(before)).toBe(10);
    launcher.kill('SIGKILL');
    await once(launcher, 'exit');
    await start();
    expect(await alive(before)).toBe(0);
    const { complaintNo, trackingToken } = receipt;
    const url = `${run.urls.gateway}/api/v1/tracking/${complaintNo}`;
    const tracked = (): Promise<Response> => fetch(url, { headers: { 'tracking-token': trackingToken } });
    await eventually(async () => expect((await tracked()).status).toBe(200), patience);
    expect(said()).not.toContain('Accounts, shown this once');
  }, 300_000);

  it('stops everything in order at Ctrl-C', async () => {
    const processes = await processesOf(home, run);
    launcher.kill('SIGINT');
    expect(await once(launcher, 'exit')).toEqual([0, null]);
    const stages = [
      'stopping gateway',
      'stopping intake',
      'stopping escalation',
      'stopping projection',
      'stopping the mailbox',
    ];
    const places = stages.map((stage) => said().indexOf(stage));
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(places).not.toContain(-1);
    expect(await alive(processes)).toBe(0);
    await expect(runningDeployment(home)).rejects.toThrow('nothing runs');
  }, 120_000);
});
