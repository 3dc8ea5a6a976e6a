import { connect } from 'node:net';
import { eventually, realServices, uniqueName } from '@redress/testing';
import {
  echo,
  startGatewayUnderTest,
  startService,
  type Behaviour,
  type GatewayUnderTest,
  type Received,
} from '../spec-kit/gateway-under-test';

/** Sends bytes no HTTP client would send, and answers the status line. */
const raw = (url: string, request: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname, () => socket.write(request));
    socket.once('data', (data) => {
      resolve(data.toString('latin1').split('\r\n', 1)[0] ?? '');
      socket.destroy();
    });
    socket.once('error', reject);
  });

describe('the proxy', () => {
  let behave: Behaviour = echo;
  let gateway: GatewayUnderTest;
  let service: Awaited<ReturnType<typeof startService>>;

  beforeAll(async () => {
    const { mongoUri, redisUrl } = realServices();
    service = await startService((request, response) => behave(request, response));
    gateway = await startGatewayUnderTest(
      { mongoUri, redisUrl, dbPrefix: uniqueName() },
      { serviceUrl: service.url, upstreamMs: 1_000, complaintsPerMinute: 10_000 },
    );
  });
  afterAll(async () => {
    await gateway.stop();
    await service.stop();
  });
  beforeEach(() => {
    behave = echo;
    service.received.length = 0;
  });

  const call = (path: string, init: RequestInit = {}) => fetch(`${gateway.url}${path}`, init);
  const echoed = async (path: string, init: RequestInit = {}) => (await (await call(path, init)).json()) as Received;

  it.each([
    ['POST', '/api/v1/complaints'],
    ['POST', '/api/v1/complaints/0193/accept'],
    ['POST', '/api/v1/complaints/0193/propose-resolution-plan'],
    ['POST', '/api/v1/escalations/0193-default.acceptance.0.1/acknowledge'],
    ['GET', '/api/v1/complaints?q=%E9%A3%9F%E7%89%A9&after=a%2Fb'],
    ['GET', '/api/v1/complaints/0193/timeline?atLeast=complaint-1@2'],
    ['GET', '/api/v1/roster/shifts/today'],
    ['GET', '/api/v1/plans/complaint-emergency/versions/3'],
  ])('forwards %s %s as it came', async (method, url) => {
    expect(await echoed(url, { method })).toMatchObject({ method, url });
  });

  it.each([
    ['GET', '/internal/accounts/bootstrap'],
    ['POST', '/internal/keys/release'],
    ['POST', '/api/v1/complaints/0193/unknown-command'],
    ['DELETE', '/api/v1/complaints/0193'],
    ['GET', '/api/v1/complaints/0193/accept'],
    ['GET', '/api/v2/complaints'],
    ['GET', '/'],
  ])('does not know %s %s', async (method, url) => {
    const answer = await call(url, { method });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
    ]);
    expect(service.received).toEqual([]);
  });

  it.each([
    '/api/v1/roster/../../../internal/streams',
    '/api/v1/roster/%2e%2e/%2e%2e/internal/streams',
    '/api/v1/roster/..%2f..%2f..%2finternal/streams',
    '/api/v1/roster/%252e%252e/x',
    '/api/v1/roster/..\\..\\internal',
    '/api/v1/roster//internal',
    '//internal/streams',
  ])('lets nothing climb: %s', async (path) => {
    const status = await raw(gateway.url, `GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
    expect(status).toMatch(/^HTTP\/1\.1 40[04]/);
    expect(service.received).toEqual([]);
  });

  it('forwards a body byte for byte, whatever its type', async () => {
    const body = '{ "b": 1,  "a": "投诉" }';
    const json = await echoed('/api/v1/complaints', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    });
    expect(json.body).toBe(body);
    const yaml = 'title: 应急预案\n';
    const plan = await echoed('/api/v1/plans/validate', {
      method: 'POST',
      body: yaml,
      headers: { 'content-type': 'application/yaml' },
    });
    expect([plan.body, plan.headers['content-type']]).toEqual([yaml, 'application/yaml']);
  });

  it('says itself where a request comes from and keeps its cookies', async () => {
    const { headers } = await echoed('/api/v1/worklist', {
      headers: {
        'x-forwarded-for': '6.6.6.6',
        forwarded: 'for=6.6.6.6',
        'x-real-ip': '6.6.6.6',
        cookie: 'redress_refresh=x',
        authorization: 'Bearer t',
        'idempotency-key': 'k',
        'accept-language': 'en',
      },
    });
    expect(headers).toMatchObject({
      'x-forwarded-for': '127.0.0.1',
      authorization: 'Bearer t',
      'idempotency-key': 'k',
      'accept-language': 'en',
    });
    expect(headers).not.toHaveProperty('cookie');
    expect(headers).not.toHaveProperty('forwarded');
    expect(headers).not.toHaveProperty('x-real-ip');
  });

  it('gives every request a correlation id and a trace context, or keeps the given ones', async () => {
    const fresh = await call('/api/v1/worklist');
    const { headers } = (await fresh.json()) as Received;
    expect(headers['x-correlation-id']).toBe(fresh.headers.get('x-correlation-id'));
    expect(headers['traceparent']).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const given = await echoed('/api/v1/worklist', { headers: { traceparent, 'x-correlation-id': 'given-id-1' } });
    expect(given.headers).toMatchObject({ traceparent, 'x-correlation-id': 'given-id-1' });
  });

  it('passes answers on, but no cookies of a service', async () => {
    behave = (_, response) =>
      response
        .writeHead(409, { 'content-type': 'application/problem+json', 'set-cookie': 'a=b', 'redress-lag': '3' })
        .end('{"status":409}');
    const answer = await call('/api/v1/complaints/0193/accept', { method: 'POST' });
    expect([answer.status, await answer.text(), answer.headers.get('redress-lag')]).toEqual([
      409,
      '{"status":409}',
      '3',
    ]);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('refuses bodies over the limit of the route before a service sees them', async () => {
    const post = (path: string, bytes: number) =>
      call(path, { method: 'POST', body: 'x'.repeat(bytes), headers: { 'content-type': 'application/yaml' } });
    expect((await post('/api/v1/complaints', 66_000)).status).toBe(413);
    expect((await post('/api/v1/plans/validate', 600_000)).status).toBe(413);
    const file = '/api/v1/complaints/1/evidence';
    expect((await post(file, 15_000_001)).status).toBe(413);
    expect(service.received).toEqual([]);
    expect((await post('/api/v1/plans/validate', 400_000)).status).toBe(200);
    for (const path of [file, '/api/v1/complaints/1/materials']) expect((await post(path, 600_000)).status).toBe(200);
  });

  it('streams events as they happen and lets go when the client does', async () => {
    let closed = false;
    behave = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: 1\n\n');
      setTimeout(() => response.write('data: 2\n\n'), 1_500);
      response.once('close', () => (closed = true));
    };
    const leave = new AbortController();
    const answer = await call('/api/v1/events/stream', { signal: leave.signal });
    const reader = answer.body?.getReader();
    const text = async () => Buffer.from((await reader?.read())?.value ?? []).toString();
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    expect(await text()).toBe('data: 1\n\n');
    // Later than the time-out for answers: a stream has none.
    expect(await text()).toBe('data: 2\n\n');
    leave.abort();
    await eventually(() => expect(closed).toBe(true));
  });

  it.each<[string, Behaviour, number]>([
    ['answers in time with nothing', () => undefined, 504],
    ['hangs up', (_, response) => response.destroy(), 503],
    ['answers noise', (_, response) => response.socket?.end('noise\r\n\r\n'), 502],
  ])('tells that a service %s', async (_, behaviour, status) => {
    behave = behaviour;
    const answer = await call('/api/v1/worklist', { headers: { 'accept-language': 'en' } });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.headers.get('retry-after')).toBe(status === 503 ? '2' : null);
    expect(service.received).toHaveLength(1);
  });

  it('does not repeat a command that met a 503', async () => {
    behave = (_, response) => response.writeHead(503, { 'retry-after': '1' }).end();
    expect((await call('/api/v1/worklist')).status).toBe(503);
    expect(service.received).toHaveLength(1);
  });
});

describe('the proxy in front of a service that is away', () => {
  it('answers 503 with Retry-After', async () => {
    const { mongoUri, redisUrl } = realServices();
    const gateway = await startGatewayUnderTest({ mongoUri, redisUrl, dbPrefix: uniqueName() });
    try {
      const answer = await fetch(`${gateway.url}/api/v1/complaints/x/accept`, { method: 'POST' });
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2']);
      expect(await answer.json()).toMatchObject({ type: 'urn:redress:problem:unavailable' });
    } finally {
      await gateway.stop();
    }
  });

  it('limits what one address files and says when to come back', async () => {
    const { mongoUri, redisUrl } = realServices();
    const service = await startService(echo);
    const gateway = await startGatewayUnderTest(
      { mongoUri, redisUrl, dbPrefix: uniqueName() },
      { serviceUrl: service.url, complaintsPerMinute: 3 },
    );
    try {
      const file = () =>
        fetch(`${gateway.url}/api/v1/complaints`, {
          method: 'POST',
          body: '{}',
          headers: { 'content-type': 'application/json' },
        });
      const statuses = [await file(), await file(), await file()].map(({ status }) => status);
      const refused = await file();
      expect([...statuses, refused.status]).toEqual([200, 200, 200, 429]);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await refused.json()).toMatchObject({ type: 'urn:redress:problem:too-many-requests' });
      expect((await fetch(`${gateway.url}/api/v1/tracking/A1`)).status).toBe(200);
    } finally {
      await gateway.stop();
      await service.stop();
    }
  });

  it('ends open event streams when it stops', async () => {
    const { mongoUri, redisUrl } = realServices();
    const service = await startService((_, response) =>
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n'),
    );
    const gateway = await startGatewayUnderTest(
      { mongoUri, redisUrl, dbPrefix: uniqueName() },
      { serviceUrl: service.url },
    );
    const stream = await fetch(`${gateway.url}/api/v1/events/stream`);
    const rest = stream.text().catch(() => 'ended');
    await gateway.stop();
    expect(await rest).toMatch(/ended|data: 1/);
    await service.stop();
  });
});
