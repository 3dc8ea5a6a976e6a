import { realServices, uniqueName } from '@redress/testing';
import { startGatewayUnderTest, type GatewayUnderTest } from '../spec-kit/gateway-under-test';
import type { AccountPageDto, CreatedAccountDto, FirstAccountDto } from './account.dto';

describe('accounts', () => {
  let gateway: GatewayUnderTest;
  let first: FirstAccountDto[];

  beforeAll(async () => {
    const { mongoUri, redisUrl } = realServices();
    gateway = await startGatewayUnderTest({ mongoUri, redisUrl, dbPrefix: uniqueName() }, { siteId: 'lake' });
    const headers = await gateway.asService();
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => fetch(`${gateway.url}/internal/accounts/bootstrap`, { method: 'POST', headers })),
    );
    const lists = (await Promise.all(answers.map((answer) => answer.json()))) as FirstAccountDto[][];
    expect(lists.map((list) => list.length).sort()).toEqual([0, 0, 0, 7]);
    first = lists.flat();
  });
  afterAll(() => gateway.stop());

  const tokenOf = async (
    username: string,
    password = first.find((account) => account.username === username)?.password,
  ) => {
    const answer = await fetch(`${gateway.url}/api/v1/auth/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password }),
    });
    return ((await answer.json()) as { accessToken: string }).accessToken;
  };
  const create = async (as: string, account: object) =>
    fetch(`${gateway.url}/api/v1/accounts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await tokenOf(as)}` },
      body: JSON.stringify(account),
    });
  const list = async (as: string, query = '') =>
    fetch(`${gateway.url}/api/v1/accounts${query}`, { headers: { authorization: `Bearer ${await tokenOf(as)}` } });

  it('start with one of each role, in the site of the deployment, however many ask at once', () => {
    expect(first.map(({ username, roles }) => `${username}: ${roles.join(' ')}`)).toEqual([
      'admin: admin',
      'clerk: clerk',
      'handler: handler investigator',
      'teamlead: teamLead',
      'dutymanager: dutyManager commander',
      'sitedirector: siteDirector planner',
      'headquarters: headquarters admin',
    ]);
    expect(new Set(first.map(({ password }) => password)).size).toBe(7);
  });

  it('are made by an administrator, with a password that works', async () => {
    const answer = await create('admin', { username: 'wang.fang', name: '王芳', roles: ['handler'] });
    const made = (await answer.json()) as CreatedAccountDto;
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([201, 'no-store']);
    expect(made).toMatchObject({ username: 'wang.fang', siteId: 'lake', roles: ['handler'] });
    expect(await tokenOf('wang.fang', made.password)).toMatch(/^ey/);
    const own = await create('admin', {
      username: 'li.na',
      name: '李娜',
      roles: ['clerk'],
      password: 'correct-horse-battery',
    });
    expect(await own.json()).not.toHaveProperty('password');
  });

  it.each([
    ['clerk', { username: 'x1', name: 'x', roles: ['clerk'] }, 403],
    ['admin', { username: 'x2', name: 'x', roles: ['headquarters'] }, 403],
    ['admin', { username: 'x3', name: 'x', roles: ['clerk'], siteId: 'mountain' }, 403],
    ['admin', { username: 'admin', name: 'x', roles: ['clerk'] }, 409],
    ['admin', { username: 'X4', name: 'x', roles: ['clerk'] }, 400],
    ['admin', { username: 'x5', name: 'x', roles: ['king'] }, 400],
    ['admin', { username: 'x6', name: 'x', roles: [] }, 400],
    ['admin', { username: 'x7', name: 'x', roles: ['clerk'], password: 'short' }, 400],
    ['admin', { username: 'x8', name: 'x', roles: ['clerk'], passwordHash: 'y' }, 400],
    ['headquarters', { username: 'x9', name: 'x', roles: ['headquarters'], siteId: 'mountain' }, 201],
  ])('as %s, %j is answered %i', async (as, account, status) => {
    expect((await create(as, account)).status).toBe(status);
  });

  it('are listed by pages, of the own site only, without hashes', async () => {
    const names: string[] = [];
    let after: string | undefined;
    do {
      const page = (await (await list('admin', `?limit=3${after ? `&after=${after}` : ''}`)).json()) as AccountPageDto;
      expect(page.items.length).toBeLessThanOrEqual(3);
      expect(JSON.stringify(page)).not.toContain('argon2');
      names.push(...page.items.map(({ username }) => username));
      after = page.next;
    } while (after !== undefined);
    expect(names).toEqual([...names].sort());
    expect(names).toContain('headquarters');
    expect(names).not.toContain('x9');
    expect((await list('admin', '?siteId=mountain')).status).toBe(403);
    expect(
      ((await (await list('headquarters', '?siteId=mountain')).json()) as AccountPageDto).items.map(
        ({ username }) => username,
      ),
    ).toEqual(['x9']);
    expect((await list('admin', '?limit=201')).status).toBe(400);
    expect((await list('clerk')).status).toBe(403);
  });

  it('get a new password from an operator at the machine', async () => {
    const reset = async (username: string) =>
      fetch(`${gateway.url}/internal/accounts/reset-password`, {
        method: 'POST',
        headers: { ...(await gateway.asService()), 'content-type': 'application/json' },
        body: JSON.stringify({ username }),
      });
    const { password } = (await (await reset('teamlead')).json()) as FirstAccountDto;
    expect(await tokenOf('teamlead')).toBeUndefined();
    expect(await tokenOf('teamlead', password)).toMatch(/^ey/);
    expect((await reset('nobody')).status).toBe(404);
  });

  it('are not bootstrapped from outside', async () => {
    const answer = await fetch(`${gateway.url}/internal/accounts/bootstrap`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await tokenOf('admin')}` },
    });
    expect(answer.status).toBe(401);
  });
});
