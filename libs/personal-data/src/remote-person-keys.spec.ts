import { TransientFault } from '@redress/kernel';
import { eventually } from '@redress/testing';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { KeyCache, keyReleasePath, PersonErased, PersonUnknown, RemotePersonKeys } from './index';

const key = Buffer.alloc(32, 7);
const released = (personId: string): string => JSON.stringify({ personId, key: key.toString('base64') });

describe('keys from the vault over HTTP', () => {
  let server: Server;
  let intakeUrl: string;
  let asked: { url?: string; authorization?: string; body: string }[];
  let answer: (body: { personId: string; createFor?: string }, response: ServerResponse) => void;

  beforeAll(async () => {
    server = createServer((request: IncomingMessage, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        asked.push({ url: request.url, authorization: request.headers.authorization, body });
        answer(JSON.parse(body) as { personId: string }, response);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    intakeUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  beforeEach(() => {
    asked = [];
    answer = ({ personId }, response) => response.end(released(personId));
  });

  const keys = (cache?: KeyCache, timeoutMs = 20_000) =>
    new RemotePersonKeys({ intakeUrl, token: () => Promise.resolve('t-1'), timeoutMs, ...(cache && { cache }) });

  it('asks once with a token and keeps the key in memory', async () => {
    const remote = keys();
    expect(await remote.keyOf('p', { createFor: 'main' })).toEqual({ personId: 'p', key });
    expect(await remote.keyOf('p')).toEqual({ personId: 'p', key });
    expect(asked).toEqual([
      { url: keyReleasePath, authorization: 'Bearer t-1', body: '{"personId":"p","createFor":"main"}' },
    ]);
  });

  it('asks once for many at the same moment', async () => {
    const remote = keys();
    await Promise.all(Array.from({ length: 10 }, () => remote.keyOf('p')));
    expect(asked).toHaveLength(1);
  });

  it('asks again after forgetting, after the time is up, and when too many are kept', async () => {
    const remote = keys();
    await remote.keyOf('p');
    remote.forget('p');
    await remote.keyOf('p');
    expect(asked).toHaveLength(2);
    const forgetful = keys(new KeyCache({ maxAgeMs: 0, maxKeys: 10 }));
    await forgetful.keyOf('p');
    await forgetful.keyOf('p');
    expect(asked).toHaveLength(4);
    const small = keys(new KeyCache({ maxAgeMs: 60_000, maxKeys: 1 }));
    for (const person of ['p', 'q', 'p']) await small.keyOf(person);
    expect(asked).toHaveLength(7);
  });

  it.each([
    [404, PersonUnknown],
    [410, PersonErased],
  ])('takes %i for a final answer', async (status, expected) => {
    answer = (_body, response) => response.writeHead(status).end();
    await expect(keys().keyOf('p')).rejects.toThrow(expected);
    expect(asked).toHaveLength(1);
  });

  it('tries again when the vault stumbles', async () => {
    answer = ({ personId }, response) =>
      asked.length === 1 ? response.writeHead(500).end() : response.end(released(personId));
    expect((await keys().keyOf('p')).key).toEqual(key);
  });

  it.each<[string, (body: { personId: string }, response: ServerResponse) => void]>([
    ['is silent', () => undefined],
    ['answers rubbish', (_body, response) => response.end('{"key":"AAAA"}')],
    ['refuses the token', (_body, response) => response.writeHead(401).end()],
  ])('gives up for now when the vault %s', async (_name, stumble) => {
    answer = stumble;
    await expect(keys(undefined, 500).keyOf('p')).rejects.toThrow(TransientFault);
    expect(asked).toHaveLength(3);
  });

  it('does not remember a key that was forgotten while it was on its way', async () => {
    const cache = new KeyCache();
    const remote = keys(cache);
    answer = ({ personId }, response) => {
      remote.forget(personId);
      response.end(released(personId));
    };
    expect((await remote.keyOf('p')).key).toEqual(key);
    expect(cache.size).toBe(0);
  });

  it('lets go of old keys also when nobody asks for them', async () => {
    const cache = new KeyCache({ maxAgeMs: 20, maxKeys: 10 });
    cache.put({ personId: 'p', key });
    expect(cache.size).toBe(1);
    await eventually(() => expect(cache.size).toBe(0));
  });
});
