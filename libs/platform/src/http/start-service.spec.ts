import { once } from 'node:events';
import { connect } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { startSample } from '../spec-kit/sample-service';

describe('a started service', () => {
  let app: NestFastifyApplication;
  let url: string;

  beforeAll(async () => {
    ({ app, url } = await startSample());
  });
  afterAll(() => app.close());

  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${url}/api/v1/sample`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });
  /** Sends bytes no HTTP client would send, and answers what came until the other side hung up. */
  const raw = (request: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(request));
      const parts: Buffer[] = [];
      socket.on('data', (part) => parts.push(part));
      socket.once('error', reject);
      socket.once('close', () => resolve(Buffer.concat(parts).toString()));
    });
  const problem = async (answer: Response) => {
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    return (await answer.json()) as {
      type: string;
      title: string;
      status: number;
      errors?: object[];
      correlationId: string;
    };
  };

  it('takes what is right and answers with the correlation id it was given', async () => {
    const answer = await post('{"text":"ok"}', { 'x-correlation-id': 'abcdefgh-1' });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('x-correlation-id')).toBe('abcdefgh-1');
    expect(await answer.json()).toMatchObject({ body: { text: 'ok' }, meta: { correlationId: 'abcdefgh-1' } });
  });

  it('makes its own correlation id when the given one is malformed', async () => {
    const answer = await post('{"text":"ok"}', { 'x-correlation-id': 'a b' });
    expect(answer.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([
    ['broken JSON', '{"text":', 400, 'malformed-body'],
    ['an empty body', '', 400, 'malformed-body'],
    ['a poisoned prototype', '{"text":"ok","__proto__":{"x":1}}', 400, 'malformed-body'],
    ['nesting without end', `{"text":${'['.repeat(20_000)}${']'.repeat(20_000)}}`, 400, 'malformed-body'],
    ['half a character', '{"text":"\\ud83d"}', 400, 'malformed-body'],
    ['a list for an object', '[{"text":"ok"}]', 400, 'validation-failed'],
    ['a text for an object', '"text"', 400, 'validation-failed'],
    ['null for an object', 'null', 400, 'validation-failed'],
    ['65 KiB', `{"text":"${'x'.repeat(66_000)}"}`, 413, 'body-too-large'],
  ])('refuses %s', async (_, body, status, code) => {
    const answer = await post(body);
    expect(answer.status).toBe(status);
    expect(await problem(answer)).toMatchObject({ type: `urn:redress:problem:${code}`, status });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'refuses the content type %s',
    async (type) => {
      const answer = await post('text=1', { 'content-type': type });
      expect(answer.status).toBe(415);
      expect((await problem(answer)).type).toBe('urn:redress:problem:unsupported-media-type');
    },
  );

  it.each([
    ['what is no HTTP', 'nonsense\r\n\r\n', 400, 'bad-request'],
    ['a path that cannot be decoded', 'GET /%zz HTTP/1.1\r\nhost: x\r\n\r\n', 400, 'bad-request'],
    ['an id without end', `GET /api/v1/sample/by-id/${'a'.repeat(300)} HTTP/1.1\r\nhost: x\r\n\r\n`, 400, 'bad-request'],
    ['headers without end', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`, 431, 'headers-too-large'],
    ['no host', 'GET /healthz HTTP/1.1\r\nconnection: close\r\n\r\n', 400, 'bad-request'],
    ['two hosts', 'GET /healthz HTTP/1.1\r\nhost: x\r\nhost: y\r\nconnection: close\r\n\r\n', 400, 'bad-request'],
    ['an expectation', 'GET / HTTP/1.1\r\nhost: x\r\nexpect: wonders\r\n\r\n', 417, 'expectation-failed'],
  ])('answers %s as a problem with safe headers, before any route', async (_, request, status, code) => {
    const answer = await raw(request);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toMatch(/content-type: application\/problem\+json/i);
    expect(answer).toMatch(/content-security-policy: default-src 'none'/i);
    expect(answer).toMatch(/x-correlation-id: [\w-]{8,}/i);
    expect(answer).toContain(`"type":"urn:redress:problem:${code}"`);
  });

  it('answers 404 as a problem in the language asked for', async () => {
    const zh = await problem(await fetch(`${url}/nowhere`));
    const en = await problem(
      await fetch(`${url}/nowhere`, { headers: { 'accept-language': 'de, en;q=0.8, zh;q=0.2' } }),
    );
    expect([zh.title, en.title]).toEqual(['未找到', 'Not found']);
  });

  it('is alive and ready', async () => {
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ status: 'ready', checks: [] });
  });

  it('shows figures by route pattern', async () => {
    await fetch(`${url}/api/v1/sample/by-id/123e4567-e89b-42d3-a456-426614174000`);
    const figures = await (await fetch(`${url}/metrics`)).text();
    expect(figures).toContain('service="sample",method="GET",route="/api/v1/sample/by-id/:id",status="200"');
    expect(figures).not.toContain('123e4567');
    expect(figures).toContain('process_cpu_seconds_total');
  });

  it('sets safe headers', async () => {
    const { headers } = await fetch(`${url}/healthz`);
    expect(headers.get('content-security-policy')).toBe("default-src 'none';frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
    expect((await fetch(`${url}/openapi.json`)).headers.get('cache-control')).toBe('no-store');
  });

  it('cuts who drips headers or a body', async () => {
    const other = await startSample({ limits: { requestMs: 1_000 } });
    const { port } = new URL(other.url);
    const dripped = ['GET /healthz HTTP/1.1\r\nhost: x\r\n', 'POST /api/v1/sample HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9999\r\n\r\n'];
    const answers = dripped.map((start) => new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(start));
      const drip = setInterval(() => socket.write('a'), 300);
      socket.on('data', (part) => (text += part.toString()));
      socket.on('error', () => undefined);
      socket.once('close', () => {
        clearInterval(drip);
        resolve(text);
      });
    }));
    const late = new Promise<string[]>((resolve) => setTimeout(() => resolve(['late']), 15_000).unref());
    const told = await Promise.race([Promise.all(answers), late]);
    expect(told.map((text) => text.split('\r\n', 1)[0])).toEqual(['HTTP/1.1 408 Request Timeout', 'HTTP/1.1 408 Request Timeout']);
    await other.app.close();
  });

  it('does not wait for a connection on which nothing was asked', async () => {
    const other = await startSample();
    const socket = connect(Number(new URL(other.url).port), '127.0.0.1');
    await once(socket, 'connect');
    await (await fetch(`${other.url}/healthz`)).text();
    const late = new Promise<string>((resolve) => setTimeout(() => resolve('late'), 15_000).unref());
    expect(await Promise.race([other.app.close().then(() => 'closed'), late])).toBe('closed');
    socket.destroy();
  });

  it('lets a request in flight end when it stops', async () => {
    const other = await startSample();
    const arrived = once(other.app.getHttpServer(), 'request');
    const slow = fetch(`${other.url}/api/v1/sample/slow`);
    await arrived;
    await other.app.close();
    expect((await slow).status).toBe(200);
    await expect(fetch(`${other.url}/healthz`)).rejects.toThrow();
  });
});
