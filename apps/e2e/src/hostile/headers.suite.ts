import { ask, bearer, type Answer, type Request } from './ask';
import type { World } from './world';

const json = { 'content-type': 'application/json' };

/** One of each kind of answer a browser can get from this origin. */
const kinds: Readonly<Record<string, Request & { readonly signedIn?: true }>> = {
  'a list': { method: 'GET', path: '/api/v1/complaints', signedIn: true },
  'a paper': { method: 'GET', path: '/api/v1/complaints/{complaint}/registration-form', signedIn: true },
  'who is signed in': { method: 'GET', path: '/api/v1/auth/me', signedIn: true },
  'a stream of events': { method: 'GET', path: '/api/v1/events/stream', signedIn: true },
  'a new complaint': { method: 'POST', path: '/api/v1/complaints', headers: json, body: '{"text":"电梯故障。"}' },
  'wrong fields': { method: 'POST', path: '/api/v1/complaints', headers: json, body: '{}' },
  'a broken body': { method: 'POST', path: '/api/v1/complaints', headers: json, body: '{' },
  'a body that is too large': { method: 'POST', path: '/api/v1/complaints', headers: json, body: 'x'.repeat(70_000) },
  'wrong credentials': {
    method: 'POST',
    path: '/api/v1/auth/sign-in',
    headers: json,
    body: '{"username":"a","password":"b"}',
  },
  'nobody signed in': { method: 'GET', path: '/api/v1/worklist' },
  'nothing there': { method: 'GET', path: '/nowhere' },
  'a path that cannot be read': { method: 'GET', path: '/api/v1/complaints/%zz' },
  'the OpenAPI document': { method: 'GET', path: '/api/openapi.json' },
  'the page of the documentation': { method: 'GET', path: '/api/docs' },
  'its script': { method: 'GET', path: '/api/docs/start.js' },
  'its style': { method: 'GET', path: '/api/docs/swagger-ui.css' },
  health: { method: 'GET', path: '/healthz' },
};

const page = '/api/docs';

const policyFaults = (policy: string, path: string): string[] => [
  ...(policy.startsWith("default-src 'none'") && policy.includes("frame-ancestors 'none'") ? [] : [`policy ${policy}`]),
  ...(path === page || !policy.includes('script-src') ? [] : ['scripts where there is no page']),
  ...(/unsafe-(inline|eval)|\*/.test(policy) ? ['a policy that allows everything'] : []),
];

/** What every answer must say to a browser, and what it must not tell anybody. */
const faultsOf = ({ headers }: Answer, { path, signedIn }: Request & { readonly signedIn?: true }): string[] => {
  const said = (name: string): string => headers.get(name) ?? '';
  return [
    ...policyFaults(said('content-security-policy'), path),
    ...(said('x-content-type-options') === 'nosniff' ? [] : ['no nosniff']),
    ...(/^$|^application\/pdf$|charset=utf-8/i.test(said('content-type')) ? [] : [`type ${said('content-type')}`]),
    ...['server', 'x-powered-by', 'access-control-allow-origin'].filter((name) => headers.has(name)),
    ...(signedIn && !said('cache-control').includes('no-store') ? ['what staff see may be cached'] : []),
  ];
};

/** What browsers are told about every kind of answer. */
export const headerSuite = (world: () => World): void => {
  it.each(Object.keys(kinds))('%s comes with safe headers', async (kind) => {
    const { path, ...rest } = kinds[kind] ?? { method: 'GET', path: '/' };
    const request = { ...rest, path: path.replace('{complaint}', world().things.complaint.complaintId) };
    const token = request.signedIn ? await world().tokens.ofAll() : undefined;
    const headers = { ...request.headers, ...bearer(token), origin: 'https://evil.example' };
    const answer = await ask(world().stack.gateway, { ...request, headers });
    expect(faultsOf(answer, request)).toEqual([]);
  });

  it('the refresh cookie is for this origin and no script', async () => {
    const { stack } = world();
    const body = JSON.stringify(stack.account('clerk'));
    const answer = await ask(stack.gateway, { method: 'POST', path: '/api/v1/auth/sign-in', headers: json, body });
    expect(answer.headers.getSetCookie()).toEqual([expect.stringMatching(/; HttpOnly/i)]);
    expect(answer.headers.getSetCookie()[0]).toMatch(/; SameSite=Strict/i);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
};
