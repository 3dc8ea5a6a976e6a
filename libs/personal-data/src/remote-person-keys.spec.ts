import { TransientFault } from '@redress/kernel';
import { eventually } from '@redress/testing';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  KeyCache,
  keyReleasePath,
  keysReleasePath,
  KeysUnavailable,
  PersonErased,
  PersonUnknown,
  RemotePersonKeys,
  type KeysRequest,
} from './index';

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

  describe('for many persons', () => {
    const persons = (count: number): string[] => Array.from({ length: count }, (_, index) => `p${index}`);
    const asksFor = (): string[][] => asked.map(({ body }) => (JSON.parse(body) as KeysRequest).personIds as string[]);
    beforeEach(() => {
      answer = (body, response) => {
        const { personIds } = body as unknown as KeysRequest;
        const known = personIds.filter((personId) => personId !== 'gone' && personId !== 'nobody');
        response.end(
          `{"keys":[${known.map(released).join()}],"erased":${JSON.stringify(personIds.filter((one) => one === 'gone'))}}`,
        );
      };
    });

    it('asks once, remembers each key, and says why somebody has none', async () => {
      const remote = keys();
      const found = await remote.keysOf(['p', 'gone', 'nobody', 'p']);
      expect(Object.fromEntries(found)).toEqual({ p: { personId: 'p', key }, gone: 'erased', nobody: 'unknown' });
      expect(asked.map(({ url }) => url)).toEqual([keysReleasePath]);
      expect(await remote.keyOf('p')).toEqual({ personId: 'p', key });
      await remote.keysOf(['p', 'gone']);
      expect(asksFor()).toEqual([['p', 'gone', 'nobody'], ['gone']]);
    });

    it('asks for a hundred at once at most, and for nobody not at all', async () => {
      const remote = keys();
      expect((await remote.keysOf(persons(250))).size).toBe(250);
      expect(asksFor().map(({ length }) => length)).toEqual([100, 100, 50]);
      await remote.keysOf([]);
      expect(asked).toHaveLength(3);
    });

    it('does not remember a key that was forgotten on its way', async () => {
      const remote = keys();
      const asking = remote.keysOf(['p', 'q']);
      remote.forget('p');
      expect((await asking).get('p')).toEqual({ personId: 'p', key });
      await remote.keysOf(['p', 'q']);
      expect(asksFor()).toEqual([['p', 'q'], ['p']]);
    });

    it('cannot be had while the vault is away, or answers with a malformed key', async () => {
      answer = (_body, response) => response.writeHead(503).end();
      await expect(keys().keysOf(['p'])).rejects.toThrow(KeysUnavailable);
      expect(asked).toHaveLength(3);
      answer = (_body, response) => response.end('{"keys":[{"personId":"p","key":"c2hvcnQ="}],"erased":[]}');
      await expect(keys().keysOf(['p'])).rejects.toThrow(KeysUnavailable);
    });
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
