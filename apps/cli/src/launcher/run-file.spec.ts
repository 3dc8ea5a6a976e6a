import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { identityOf } from '@redress/backing-services';

import { homeOf, type Home } from './home';
import { endLeftovers, runningDeployment } from './run-file';
import { createRunRecord } from './run-record';
import { serviceUrls } from './services';

describe('the run file', () => {
  let home: Home;
  beforeEach(async () => {
    home = homeOf(await mkdtemp(join(tmpdir(), 'redress-run-')));
  });
  afterEach(() => rm(home.dir, { recursive: true, force: true }));

  const recordOf = async (pid: number) => {
    const urls = await serviceUrls();
    const addresses = { kafkaBrokers: 'k', mongoUri: 'mongodb://user:secret@m', redisUrl: 'r' };
    const secrets = { jwtPrivateKey: '', jwtPublicKey: '', internalSecret: '', trackingSecret: '', kekFile: '' };
    const facts = { addresses, secrets, urls, smtpUrl: 's', compileCacheDir: '', env: { REDRESS_SITE_ID: 'lake' } };
    return createRunRecord(home, () => ({
      facts,
      origins: { kafka: 'given' as const },
      processes: [{ name: 'intake' as const, pid }],
    }));
  };

  it('leads other commands to the deployment once it is ready, and is private', async () => {
    const record = await recordOf(process.pid);
    await record.write(false);
    await expect(runningDeployment(home)).rejects.toThrow(`nothing runs in ${home.dir}`);
    await record.write(true);
    const self = await identityOf(process.pid);
    expect(await runningDeployment(home)).toMatchObject({
      launcher: self,
      siteId: 'lake',
      dbPrefix: 'redress',
      services: { intake: self },
    });
    expect((await stat(home.runFile)).mode & 0o777).toBe(0o600);
  });

  it('tells Prometheus where the services listen', async () => {
    await (await recordOf(process.pid)).write(true);
    const targets = JSON.parse(await readFile(home.targetsFile, 'utf8')) as { targets: string[]; labels: object }[];
    expect(targets).toHaveLength(7);
    expect(targets[0]).toEqual({
      targets: [expect.stringMatching(/^127\.0\.0\.1:\d+$/)],
      labels: { service: 'gateway' },
    });
  });

  it('is gone after the end, also when it was about to be written again', async () => {
    const record = await recordOf(process.pid);
    await Promise.all([record.write(true), record.write(true), record.remove()]);
    await record.write(true);
    await expect(runningDeployment(home)).rejects.toThrow('start it with `npm start` first');
  });

  it('lets the next start end what a killed one left running', async () => {
    const leftover = spawn('sleep', ['600']);
    await once(leftover, 'spawn');
    await (await recordOf(leftover.pid ?? 0)).write(true);
    setTimeout(() => leftover.kill('SIGTERM'), 300); // as its watcher does
    await endLeftovers(home);
    expect(leftover.signalCode).toBe('SIGTERM');
  });
});
