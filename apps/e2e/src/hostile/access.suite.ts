import { roles, type Role } from '@redress/contracts';
import { ask, bearer, faultOf, type Answer } from './ask';
import type { AccessRule } from './access-rule';
import { accessTable } from './access-table';
import { Interface, type Operation } from './operations';
import type { World } from './world';

/** What the guard alone says: the path names nothing and the body is empty, so that who is let in changes nothing. */
const knock = (origin: string, { method, path }: Operation, token?: string): Promise<Answer> =>
  ask(origin, {
    method,
    path: path
      .replace('/escalations/{id}', '/escalations/00000000-0000-4000-8000-000000000000-x')
      .replace('{number}', 'NONE')
      .replace('{planId}/versions/{version}', 'none/versions/1')
      .replace('{id}', '00000000-0000-4000-8000-000000000000'),
    headers: bearer(token),
  });

/** Whether a role is let in by a rule. */
const lets = ({ allowed }: AccessRule, role: Role): boolean =>
  typeof allowed === 'string' ? allowed !== 'refresh-cookie' : allowed.includes(role);

/** Operations whose answer is not the expected one, each with what it was. */
const surprises = async (
  world: World,
  token: string | undefined,
  expected: (rule: AccessRule, answer: Answer) => boolean,
): Promise<string[]> => {
  const found: string[] = [];
  for (const operation of world.api.operations) {
    const rule = accessTable[operation.name];
    if (!rule) continue;
    const answer = await knock(world.stack.gateway, operation, token);
    const fault = faultOf(answer);
    if (fault) found.push(`${operation.name} ${fault}`);
    else if (!expected(rule, answer)) found.push(`${operation.name}: ${answer.status} ${answer.text.slice(0, 200)}`);
  }
  return found;
};

const unauthenticated = ({ allowed }: AccessRule, { status }: Answer): boolean =>
  allowed === 'anybody' ? status !== 401 && status !== 403 : status === 401;

/** What is sent to a thing of this site by staff of another, with every role and nothing wrong with it. */
const fromAnotherSite = async (world: World, operation: Operation): Promise<Answer> => {
  const { method, contentType, body } = operation;
  const token = await world.tokens.sign({ roles, siteId: 'other' });
  const content = body && { body: JSON.stringify(world.api.sample(body)) };
  return ask(world.stack.gateway, {
    method,
    path: world.things.pathOf(operation) + world.api.query(operation),
    headers: {
      ...bearer(token),
      ...(contentType && { 'content-type': contentType }),
      'tracking-token': 'A'.repeat(22),
    },
    ...content,
  });
};

/** Who may call what, and that nobody else can: through the gateway, and around it. */
export const accessSuite = (world: () => World): void => {
  it('is decided for every endpoint of the OpenAPI document, and for nothing else (R-035)', () => {
    const names = world().api.operations.map(({ name }) => name);
    expect(names.filter((name) => !accessTable[name])).toEqual([]);
    expect(Object.keys(accessTable).filter((name) => !names.includes(name))).toEqual([]);
  });

  it.each(roles)('lets %s in where the table says so, and nowhere else', async (role) => {
    const token = await world().tokens.of(role);
    const expected = (rule: AccessRule, { status }: Answer): boolean => {
      if (rule.allowed === 'refresh-cookie') return status === 401;
      return lets(rule, role) ? status !== 401 && status !== 403 : status === 403;
    };
    expect(await surprises(world(), token, expected)).toEqual([]);
  });

  it('lets a token without any role do what being signed in is enough for', async () => {
    const token = await world().tokens.sign({ roles: ['owner', '__proto__'] });
    const expected = (rule: AccessRule, { status }: Answer): boolean => {
      if (rule.allowed === 'refresh-cookie') return status === 401;
      return typeof rule.allowed === 'string' ? status !== 401 && status !== 403 : status === 403;
    };
    expect(await surprises(world(), token, expected)).toEqual([]);
  });

  it('asks for a token everywhere but on the public routes', async () => {
    expect(await surprises(world(), undefined, unauthenticated)).toEqual([]);
  });

  it('believes no forged, changed or expired token', async () => {
    const found: string[] = [];
    for (const [what, token] of Object.entries(await world().tokens.forged())) {
      found.push(...(await surprises(world(), token, unauthenticated)).map((surprise) => `${what}: ${surprise}`));
    }
    expect(found).toEqual([]);
  });
};

/** Operations of one service that answer at its own port without a good token, where the table asks for one. */
const openAt = async (url: string, token: string | undefined): Promise<{ asked: number; open: string[] }> => {
  const { operations } = await Interface.of(`${url}/openapi.json`);
  const open: string[] = [];
  for (const operation of operations) {
    const rule = accessTable[operation.name];
    const answer = await knock(url, operation, token);
    if (!rule || !unauthenticated(rule, answer)) open.push(`${url} ${operation.name}: ${answer.status}`);
  }
  return { asked: operations.length, open };
};

/** Who is let in is asked again behind the gateway, and a site keeps its things to itself. */
export const siteSuite = (world: () => World): void => {
  it('every service asks for the token itself', async () => {
    const { gateway: _public, ...services } = world().stack.run.urls;
    const stranger = (await world().tokens.forged())['signed by a stranger'];
    const withNone = await Promise.all(Object.values(services).map((url) => openAt(url, undefined)));
    const withForged = await Promise.all(Object.values(services).map((url) => openAt(url, stranger)));
    expect([...withNone, ...withForged].flatMap(({ open }) => open)).toEqual([]);
    const behind = world().api.operations.filter(({ path }) => !/^\/api\/v1\/(auth|accounts)/.test(path));
    expect(withNone.reduce((sum, { asked }) => sum + asked, 0)).toBe(behind.length);
  });

  it('keeps the things of a site from the staff of another', async () => {
    const { api, things } = world();
    const found: string[] = [];
    for (const operation of api.operations) {
      const rule = accessTable[operation.name]?.otherSite;
      if (!rule || rule === 'names-nothing') continue;
      const answer = await fromAnotherSite(world(), operation);
      const wanted = { refused: 403, unknown: 404, 'sees-nothing': 200 }[rule];
      const told = things.ids.filter((id) => answer.text.includes(id) && rule === 'sees-nothing');
      const fault = faultOf(answer);
      if (fault || answer.status !== wanted || told.length > 0)
        found.push(`${operation.name}: ${answer.status} ${fault ?? ''} ${told.join()} ${answer.text.slice(0, 300)}`);
    }
    expect(found).toEqual([]);
  });

  it('lets only headquarters look into the accounts of another site', async () => {
    const { stack, tokens } = world();
    const path = '/api/v1/accounts?siteId=main';
    const other = await tokens.sign({ roles: ['admin'], siteId: 'other' });
    const headquarters = await tokens.sign({ roles: ['admin', 'headquarters'], siteId: 'other' });
    const statusFor = async (token: string) =>
      (await ask(stack.gateway, { method: 'GET', path, headers: bearer(token) })).status;
    expect([await statusFor(other), await statusFor(headquarters)]).toEqual([403, 200]);
  });
};
