import { realServices, uniqueName } from '@redress/testing';
import { decodeJwt } from 'jose';
import type { FirstAccountDto } from '../accounts/account.dto';
import { startGatewayUnderTest, type GatewayUnderTest } from '../spec-kit/gateway-under-test';
import type { SignedInDto } from './auth.dto';

describe('signing in', () => {
  let gateway: GatewayUnderTest;
  let clerk: FirstAccountDto;

  beforeAll(async () => {
    const { mongoUri, redisUrl } = realServices();
    gateway = await startGatewayUnderTest({ mongoUri, redisUrl, dbPrefix: uniqueName() });
    const answer = await fetch(`${gateway.url}/internal/accounts/bootstrap`, {
      method: 'POST',
      headers: await gateway.asService(),
    });
    const made = (await answer.json()) as FirstAccountDto[];
    clerk = made.find(({ username }) => username === 'clerk') as FirstAccountDto;
  });
  afterAll(() => gateway.stop());

  const post = (path: string, body?: object, headers: Record<string, string> = {}) =>
    fetch(`${gateway.url}/api/v1/auth${path}`, {
      method: 'POST',
      headers: { ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  const signIn = (password = clerk.password, username = 'clerk') => post('/sign-in', { username, password });
  const cookieOf = (answer: Response) => answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
  const me = (token: string) =>
    fetch(`${gateway.url}/api/v1/auth/me`, { headers: { authorization: `Bearer ${token}` } });

  it('gives a token the services understand, for ten minutes', async () => {
    const answer = await signIn();
    const { accessToken, expiresIn, staff } = (await answer.json()) as SignedInDto;
    expect([answer.status, expiresIn, answer.headers.get('cache-control')]).toEqual([200, 600, 'no-store']);
    expect(staff).toEqual({ staffId: clerk.staffId, siteId: 'main', roles: ['clerk'], name: clerk.name });
    const { sub, siteId, roles, exp = 0, iat = 0 } = decodeJwt(accessToken);
    expect({ sub, siteId, roles, seconds: exp - iat }).toEqual({
      sub: clerk.staffId,
      siteId: 'main',
      roles: ['clerk'],
      seconds: 600,
    });
    expect(await (await me(accessToken)).json()).toEqual(staff);
  });

  it('takes the name in any case and width', async () => {
    expect((await signIn(clerk.password, ' ＣＬerk ')).status).toBe(200);
  });

  it('sets a cookie no script and no other site can use', async () => {
    const [cookie = ''] = (await signIn()).headers.getSetCookie();
    expect(cookie).toMatch(
      /^redress_refresh=[0-9a-f-]{36}\.[\w-]{43}; Path=\/api\/v1\/auth; Expires=[^;]+; HttpOnly; SameSite=Strict$/,
    );
  });

  it('keeps the cookie to TLS wherever the host is not this machine', async () => {
    const { request } = await import('node:http');
    const body = JSON.stringify({ username: 'clerk', password: clerk.password });
    const cookies = await new Promise<string[]>((resolve, reject) => {
      const headers = {
        host: 'redress.example',
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      };
      const call = request(`${gateway.url}/api/v1/auth/sign-in`, { method: 'POST', headers }, (answer) => {
        answer.resume();
        resolve(answer.headers['set-cookie'] ?? []);
      });
      call.once('error', reject);
      call.end(body);
    });
    expect(cookies[0]).toContain('; Secure');
  });

  it('refreshes with the cookie, and not with the one before', async () => {
    const first = cookieOf(await signIn());
    const refreshed = await post('/refresh', undefined, { cookie: first });
    const second = cookieOf(refreshed);
    const { accessToken } = (await refreshed.json()) as SignedInDto;
    expect((await me(accessToken)).status).toBe(200);
    expect(second).not.toBe(first);
    expect((await post('/refresh', undefined, { cookie: second })).status).toBe(200);
  });

  it('forgets the session at sign-out', async () => {
    const cookie = cookieOf(await signIn());
    const out = await post('/sign-out', undefined, { cookie });
    expect([out.status, out.headers.getSetCookie()[0]]).toEqual([204, expect.stringContaining('redress_refresh=;')]);
    const refused = await post('/refresh', undefined, { cookie });
    expect([refused.status, ((await refused.json()) as { type: string }).type]).toEqual([
      401,
      'urn:redress:problem:unauthenticated',
    ]);
  });

  it('does nothing for a page of another site', async () => {
    const cookie = cookieOf(await signIn());
    expect((await post('/refresh', undefined, { cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await post('/sign-out', undefined, { cookie, 'sec-fetch-site': 'same-site' })).status).toBe(403);
    expect((await post('/refresh', undefined, { cookie, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  });

  it.each([
    undefined,
    'redress_refresh=',
    'redress_refresh=noise',
    `redress_refresh=${'0'.repeat(36)}.${'a'.repeat(43)}`,
  ])('refuses the cookie %s', async (cookie) => {
    expect((await post('/refresh', undefined, cookie === undefined ? {} : { cookie })).status).toBe(401);
  });

  it('says the same about an unknown name and a wrong password', async () => {
    const said = async (answer: Response) => {
      const { correlationId: _, ...rest } = (await answer.json()) as Record<string, unknown>;
      return { status: answer.status, ...rest };
    };
    const [unknown, wrong] = [
      await said(await signIn('wrong', 'nobody')),
      await said(await signIn('wrong', 'handler')),
    ];
    expect(unknown).toEqual(wrong);
    expect(unknown).toMatchObject({
      status: 401,
      type: 'urn:redress:problem:wrong-credentials',
      title: '用户名或密码不正确',
    });
  });

  it.each(['teamlead', 'nobody-at-all'])(
    'stops guessing after five tries at %s, the right password included',
    async (username) => {
      const statuses = [];
      for (let turn = 0; turn < 6; turn += 1) statuses.push((await signIn('wrong', username)).status);
      expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
      const refused = await signIn(clerk.password, username);
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(60);
      expect((await signIn()).status).toBe(200);
    },
  );

  it('counts only what went wrong', async () => {
    for (let turn = 0; turn < 8; turn += 1) expect((await signIn()).status).toBe(200);
  });

  it.each([
    {},
    { username: 'clerk' },
    { username: 'clerk', password: { $ne: '' } },
    { username: ['clerk'], password: 'x' },
    { username: 'c', password: 'x'.repeat(129) },
  ])('refuses %j', async (body) => expect((await post('/sign-in', body)).status).toBe(400));
});
