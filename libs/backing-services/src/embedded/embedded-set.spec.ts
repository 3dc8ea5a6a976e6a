import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { eventually } from '@redress/testing';

import { buildLibrary, type BuiltLibrary } from '../processes/launcher.fixture';
import { identityOf, stillRuns, type ProcessIdentity } from '../processes/process-identity';

import { mongoMemory } from './embedded.fixture';
import type { EmbeddedService } from './embedded-service';
import { startEmbedded, type EmbeddedSet } from './embedded-set';

interface Report {
  readonly mongoUri: string;
  readonly pids: readonly number[];
}

describe('the embedded services of a launcher', () => {
  let dataDir: string;
  let built: BuiltLibrary;
  beforeAll(async () => {
    built = await buildLibrary();
  });
  afterAll(() => built.remove());
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'redress-set-'));
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  const launch = (): ChildProcess => {
    const program = `require('${built.folder}/embedded/embedded-set.js').startEmbedded({ dataDir: '${dataDir}' })
      .then(({ mongoUri, processes }) => console.log(JSON.stringify({ mongoUri, pids: processes().map(({ pid }) => pid) })))`;
    return spawn(process.execPath, ['--disable-warning=TimeoutNegativeWarning', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  };
  const report = async (launcher: ChildProcess): Promise<Report> => {
    const [line] = (await once(launcher.stdout ?? launcher, 'data')) as [Buffer];
    return JSON.parse(String(line)) as Report;
  };
  const identities = async (pids: readonly number[]): Promise<ProcessIdentity[]> =>
    (await Promise.all(pids.map(identityOf))).filter((identity) => identity !== undefined);
  const restart = (): Promise<EmbeddedSet> => startEmbedded({ dataDir });

  it('end with it when it is killed with -9, and the next start finds everything that was acknowledged', async () => {
    const launcher = launch();
    const { mongoUri, pids } = await report(launcher);
    await mongoMemory(mongoUri).write('acknowledged');
    const servers = await identities(pids);
    expect(servers).toHaveLength(3);
    launcher.kill('SIGKILL');
    const set = await restart(); // at once: it waits for the old servers to end
    expect(await Promise.all(servers.map(stillRuns))).toEqual([false, false, false]);
    expect(await mongoMemory(set.mongoUri ?? '').read()).toEqual(['acknowledged']);
    await set.stop();
  });

  it('leave nothing behind when it is killed while they are starting', async () => {
    const launcher = launch();
    await new Promise((resolve) => setTimeout(resolve, 700));
    launcher.kill('SIGKILL');
    const set = await restart();
    await mongoMemory(set.mongoUri ?? '').write('works');
    const servers = await identities(set.processes().map(({ pid }) => pid));
    await set.stop();
    await eventually(async () => expect(await Promise.all(servers.map(stillRuns))).toEqual([false, false, false]));
  });

  it('are stopped again when one of them cannot start', async () => {
    const first = await startEmbedded({ dataDir, services: ['redis'] });
    await expect(restart()).rejects.toThrow(`in use by process ${process.pid}`);
    await first.stop();
    const set = await restart();
    expect(set.processes().map(({ name }) => name)).toEqual(['mongod', 'redis', 'kafka']);
    await set.stop();
  });

  /** Kills redis six times within a minute; answers what was told and the ports it had. */
  const sixCrashes = async (hasWorked: boolean) => {
    const told: string[] = [];
    const keepRunning = {
      hasWorked: () => hasWorked,
      restarting: ({ name }: EmbeddedService) => told.push(`${name} again`),
      gaveUp: (_: EmbeddedService, reason: Error) => told.push(reason.message),
    };
    const set = await startEmbedded({ dataDir, services: ['redis'], keepRunning });
    const ports = new Set<number>();
    for (let crash = 1; crash <= 6; crash += 1) {
      const [redis] = set.processes();
      ports.add(redis?.port ?? 0);
      redis?.signal('SIGKILL');
      await redis?.ended;
      const restarted = (): void => expect(set.processes()[0]?.running()).toBe(true);
      if (crash < 6 || hasWorked) await eventually(restarted, { timeoutMs: 30_000 });
    }
    return { set, told, ports };
  };

  it('come back on their port when they crash, and the launcher is told when they do so again and again', async () => {
    const { set, told, ports } = await sixCrashes(false);
    await eventually(() => expect(told.at(-1)).toContain('6 times in a minute'));
    expect(told.slice(0, -1)).toEqual(Array.from({ length: 5 }, () => 'redis again'));
    expect(ports.size).toBe(1);
    await set.stop();
  });

  it('come back for ever once everything has worked', async () => {
    const { set, told, ports } = await sixCrashes(true);
    expect(told).toEqual(Array.from({ length: 6 }, () => 'redis again'));
    expect(ports.size).toBe(1);
    await set.stop();
  });
});
