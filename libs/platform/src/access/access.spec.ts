import { generateKeyPairSync } from 'node:crypto';
import { Controller, Get, Module, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SignJWT, UnsecuredJWT } from 'jose';
import { sampleConfig, sampleKeys, sampleSecret, staffToken, startSample } from '../spec-kit/sample-service';
import { Internal, Public } from './access.decorators';
import { internalToken } from './internal-token';
import { staffTokenAudience, staffTokenIssuer } from './staff-token';

const claims = { siteId: 'main', roles: ['clerk'], name: 'x' };
const publicPem = sampleKeys.publicKey.export({ type: 'spki', format: 'pem' }).toString();

const signed = (alg: string, key: Uint8Array) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg })
    .setSubject('s')
    .setIssuer(staffTokenIssuer)
    .setAudience(staffTokenAudience)
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(key);
const unsecured = () =>
  new UnsecuredJWT(claims)
    .setSubject('s')
    .setIssuer(staffTokenIssuer)
    .setAudience(staffTokenAudience)
    .setIssuedAt()
    .setExpirationTime('5m')
    .encode();
const tampered = async () => {
  const [head, , signature] = (await staffToken()).split('.');
  const body = Buffer.from(
    JSON.stringify({ ...claims, roles: ['admin'], sub: 's', exp: 9_999_999_999, iat: 1 }),
  ).toString('base64url');
  return `${head}.${body}.${signature}`;
};

describe('access', () => {
  let app: NestFastifyApplication;
  let url: string;
  beforeAll(async () => {
    ({ app, url } = await startSample());
  });
  afterAll(() => app.close());

  const call = (path: string, authorization?: string) =>
    fetch(`${url}${path}`, { method: 'POST', headers: authorization === undefined ? {} : { authorization } });
  const asStaff = async (token: Promise<string> | string) => call('/api/v1/sample/staff', `Bearer ${await token}`);

  it('lets staff in with a role of the route and tells who they are', async () => {
    const answer = await asStaff(staffToken({ roles: ['clerk', 'no-such-role'] }));
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({
      staff: { staffId: 'staff-1', siteId: 'main', roles: ['clerk'], name: '王办' },
      meta: { actor: 'staff:staff-1', siteId: 'main' },
    });
  });

  it("keeps a command in the caller's own site", async () => {
    const answer = await asStaff(staffToken({ siteId: 'other' }));
    expect(await answer.json()).toMatchObject({ meta: { siteId: 'other' } });
  });

  it('refuses a role the route does not name with 403', async () => {
    expect((await asStaff(staffToken({ roles: ['auditor'] }))).status).toBe(403);
  });

  it.each<[string, () => Promise<string> | string]>([
    ['no token at all', () => ''],
    ['noise', () => 'a.b.c'],
    ['another key', () => staffToken({}, { key: generateKeyPairSync('ed25519').privateKey })],
    ['an expired token', () => staffToken({}, { expires: '-1m' })],
    ['another audience', () => staffToken({}, { audience: 'redress-internal' })],
    ['another issuer', () => staffToken({}, { issuer: 'someone' })],
    ['alg none', unsecured],
    ['HS256 under the public key', () => signed('HS256', new TextEncoder().encode(publicPem))],
    ['changed claims', tampered],
    ['an internal token', () => internalToken(sampleSecret, 'intake')],
    ['no name', () => staffToken({ name: undefined })],
  ])('answers 401 to %s', async (_, token) => {
    const answer = await asStaff(token());
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(await answer.json()).toMatchObject({ type: 'urn:redress:problem:unauthenticated' });
  });

  it('lets services in on internal routes', async () => {
    const answer = await call('/internal/sample', `Bearer ${await internalToken(sampleSecret, 'escalation')}`);
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({
      service: 'escalation',
      meta: { actor: 'system:escalation', siteId: 'main' },
    });
  });

  it.each<[string, () => Promise<string>]>([
    ['a staff token', () => staffToken({ roles: ['admin'] })],
    ['another secret', () => internalToken('another-secret-that-is-long-enough-too', 'intake')],
    ['an old token', () => oldInternalToken()],
  ])('keeps %s out of internal routes', async (_, token) => {
    expect((await call('/internal/sample', `Bearer ${await token()}`)).status).toBe(401);
  });

  it('refuses to start with a route that has no access rule, or an internal one in public', async () => {
    const start = startSample({ module: CarelessModule });
    await expect(start).rejects.toThrow(
      /GET \/api\/v1\/open \(CarelessController\.open\), POST \/api\/v1\/misplaced .*, GET \/internal\/leak/,
    );
  });

  it('refuses to start with a key that is not Ed25519', async () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const config = { ...sampleConfig(), jwtPublicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString() };
    await expect(startSample({ config })).rejects.toThrow('Ed25519');
  });
});

const oldInternalToken = (): Promise<string> => {
  const then = Math.floor(Date.now() / 1_000) - 120;
  return new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('intake')
    .setAudience('redress-internal')
    .setIssuedAt(then)
    .setExpirationTime(then + 3_600)
    .sign(new TextEncoder().encode(sampleSecret));
};

@Controller()
class CarelessController {
  @Get('api/v1/open')
  open(): string {
    return 'open';
  }

  @Internal()
  @Post('api/v1/misplaced')
  misplaced(): string {
    return 'misplaced';
  }

  @Public()
  @Get('internal/leak')
  leak(): string {
    return 'leak';
  }
}

@Module({ controllers: [CarelessController] })
class CarelessModule {}
