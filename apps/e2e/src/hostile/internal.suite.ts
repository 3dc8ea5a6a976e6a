import { SignJWT } from 'jose';
import { ask, bearer, faultOf } from './ask';
import { internalRoutes } from './internal-routes';
import type { World } from './world';

const signed = (secret: string, audience: string, age = 0): Promise<string> => {
  const now = Math.floor(Date.now() / 1000) - age;
  return new SignJWT({})
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer('cli')
    .setAudience(audience)
    .setIssuedAt(now)
    .setExpirationTime(now + 60)
    .sign(new TextEncoder().encode(secret));
};

/** What opens nothing: no token, those of people, those of strangers, and the right one when it is old. */
const useless = async ({ stack, tokens }: World): Promise<Readonly<Record<string, string | undefined>>> => ({
  'no token': undefined,
  'the token of staff with every role': await tokens.ofAll(),
  'a token of another secret': await signed('another secret that is long enough', 'redress-internal'),
  'an expired token': await signed(stack.internalSecret, 'redress-internal', 3600),
  'a token for another audience': await signed(stack.internalSecret, 'redress-staff'),
});

/** Calls each internal route at an origin; answers those that were not answered with `status`. */
const notAnswered = async (origin: string, routes: readonly string[], status: number, token?: string) => {
  const found: string[] = [];
  for (const route of routes) {
    const [method = '', path = ''] = route.split(' ');
    const answer = await ask(origin, { method, path, headers: bearer(token) });
    const fault = faultOf(answer);
    if (fault || answer.status !== status) found.push(`${route}: ${answer.status} ${fault ?? ''}`);
  }
  return found;
};

/** What services say to each other is said to nobody else. */
export const internalSuite = (world: () => World): void => {
  it.each(Object.keys(internalRoutes))('%s answers internal questions to services only', async (service) => {
    const { urls } = world().stack.run;
    const found: string[] = [];
    for (const [what, token] of Object.entries(await useless(world()))) {
      const open = await notAnswered(urls[service] ?? '', internalRoutes[service] ?? [], 401, token);
      found.push(...open.map((route) => `${what}: ${route}`));
    }
    expect(found).toEqual([]);
  });

  it('is not reachable through the gateway, whoever asks', async () => {
    const { stack } = world();
    const routes = Object.entries(internalRoutes).flatMap(([service, list]) => (service === 'gateway' ? [] : list));
    const token = await signed(stack.internalSecret, 'redress-internal');
    expect(await notAnswered(stack.gateway, routes, 404, token)).toEqual([]);
  });

  it('opens with a fresh internal token, so that the refusals above mean something', async () => {
    const { stack } = world();
    const token = await signed(stack.internalSecret, 'redress-internal');
    expect(await notAnswered(stack.run.urls['intake'] ?? '', ['GET /internal/store/count'], 200, token)).toEqual([]);
  });
};
