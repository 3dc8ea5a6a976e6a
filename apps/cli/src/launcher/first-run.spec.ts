import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { verifyInternalToken } from '@redress/platform';

import { makeFirstAccounts, makeFirstRoster, publishDefaultPlan, type FirstRun } from './first-run';
import { serviceNames, type ServiceUrls } from './services';

interface Call {
  readonly path: string;
  readonly caller: string;
  readonly body: unknown;
}

const account = { username: 'clerk', password: 'given-once', staffId: 's-1', roles: ['clerk'], name: '投诉受理员' };
const internalSecret = 'a secret of the deployment, 32+ characters';

describe('the first run', () => {
  let dir: string;
  let server: Server;
  let run: FirstRun;
  let calls: Call[];
  let answers: Record<string, { status: number; body: unknown }>;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'redress-first-'));
    calls = [];
    answers = {
      '/internal/plans/default': { status: 200, body: { published: true } },
      '/internal/accounts/bootstrap': { status: 200, body: [account] },
      '/internal/roster/bootstrap': { status: 200, body: { assigned: 1 } },
    };
    server = await listen();
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const urls = Object.fromEntries(serviceNames.map((name) => [name, url])) as ServiceUrls;
    run = { urls, siteId: 'main', internalSecret, firstStaffFile: join(dir, 'first-staff.json'), localMailbox: true };
  });
  afterEach(async () => {
    await new Promise((resolve) => server.close(resolve));
    await rm(dir, { recursive: true, force: true });
  });

  const listen = (): Promise<Server> => {
    const started = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const path = request.url ?? '';
        const token = (request.headers.authorization ?? '').replace('Bearer ', '');
        void verifyInternalToken(token, internalSecret).then((caller) => {
          calls.push({ path, caller, body: JSON.parse(Buffer.concat(parts).toString()) });
          const { status, body } = answers[path] ?? { status: 404, body: {} };
          response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
        });
      });
    });
    return new Promise((resolve) => started.listen(0, '127.0.0.1', () => resolve(started)));
  };

  it('asks for the plan of its site as the launcher', async () => {
    await publishDefaultPlan(run);
    expect(calls).toEqual([{ path: '/internal/plans/default', caller: 'launcher', body: { siteId: 'main' } }]);
  });

  it('puts the accounts it made on duty, with a mail address in the local mailbox', async () => {
    expect(await makeFirstAccounts(run)).toEqual([account]);
    await makeFirstRoster(run);
    const { staffId, name, roles } = account;
    expect(calls.at(-1)?.body).toEqual({
      siteId: 'main',
      staff: [{ staffId, name, roles, email: 'clerk@redress.example' }],
    });
  });

  it('keeps no password and remembers the staff for a start after an interrupted one', async () => {
    await makeFirstAccounts(run);
    expect(await readFile(run.firstStaffFile, 'utf8')).not.toContain('given-once');
    expect((await stat(run.firstStaffFile)).mode & 0o777).toBe(0o600);
    answers['/internal/accounts/bootstrap'] = { status: 200, body: [] };
    expect(await makeFirstAccounts(run)).toEqual([]);
    await makeFirstRoster(run);
    expect(calls.at(-1)).toMatchObject({ path: '/internal/roster/bootstrap', body: { staff: [{ staffId: 's-1' }] } });
  });

  it('makes up no mail address when a real server would get the mail', async () => {
    await makeFirstAccounts({ ...run, localMailbox: false });
    expect(await readFile(run.firstStaffFile, 'utf8')).not.toContain('@');
  });

  it('puts nobody on duty where the accounts came from elsewhere', async () => {
    await makeFirstRoster(run);
    expect(calls).toEqual([]);
  });

  it('says which call failed and why', async () => {
    answers['/internal/plans/default'] = { status: 503, body: { title: 'The event store does not answer.' } };
    const said = '/internal/plans/default answered 503 The event store does not answer.';
    await expect(publishDefaultPlan(run)).rejects.toThrow(said);
  });
});
