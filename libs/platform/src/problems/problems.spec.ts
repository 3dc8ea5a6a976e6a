import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { CommandIdReused } from '@redress/command-handling';
import { CommitTooLarge, VersionConflict } from '@redress/event-store';
import { startSample } from '../spec-kit/sample-service';
import { englishMessages } from '../validation/messages.en';
import { chineseMessages } from '../validation/messages.zh';
import { languageOf } from './language';
import { safeError } from './safe-error';
import { toProblem } from './fault-problems';

describe('problems', () => {
  let app: NestFastifyApplication;
  let url: string;
  beforeAll(async () => {
    ({ app, url } = await startSample());
  });
  afterAll(() => app.close());

  const fault = async (name: string, language = 'en') => {
    const answer = await fetch(`${url}/api/v1/sample/fault/${name}`, { headers: { 'accept-language': language } });
    return { answer, body: (await answer.json()) as Record<string, unknown> };
  };

  it.each([
    ['refused', 409, 'sample-refused'],
    ['missing', 404, 'sample-missing'],
    ['transient', 503, 'unavailable'],
    ['conflict', 409, 'version-conflict'],
    ['reused', 422, 'idempotency-key-reused'],
    ['large', 413, 'commit-too-large'],
    ['erased', 410, 'person-erased'],
    ['unknown', 500, 'internal-error'],
  ])('tells %s as %i %s', async (name, status, code) => {
    const { answer, body } = await fault(name);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(body).toMatchObject({
      type: `urn:redress:problem:${code}`,
      status,
      correlationId: answer.headers.get('x-correlation-id'),
    });
    expect(JSON.stringify(body)).not.toMatch(/Zhang|13800138000|secret/);
  });

  it('tells a refusal with its details in both languages', async () => {
    const [en, zh] = [await fault('refused'), await fault('refused', 'zh-CN')];
    expect(en.body).toMatchObject({ title: 'The sample is refused', details: { hint: 'later' } });
    expect(zh.body).toMatchObject({ title: '样本被拒绝', details: { hint: 'later' } });
    expect([en, zh].map(({ answer }) => answer.headers.get('content-language'))).toEqual(['en', 'zh-CN']);
  });

  it('says when to come back', async () => {
    expect((await fault('transient')).answer.headers.get('retry-after')).toBe('2');
  });

  it('knows the errors of the runtime libraries', () => {
    const errors = [new VersionConflict('s', 1), new CommandIdReused('c'), new CommitTooLarge(2, 1)];
    expect(errors.map((error) => toProblem(error, {}).getStatus())).toEqual([409, 422, 413]);
  });
});

describe('validation problems', () => {
  let app: NestFastifyApplication;
  let url: string;
  beforeAll(async () => {
    ({ app, url } = await startSample());
  });
  afterAll(() => app.close());

  const errorsOf = async (path: string, body?: object, language = 'en') => {
    const answer = await fetch(`${url}/api/v1/sample${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'accept-language': language, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    expect(answer.status).toBe(400);
    return ((await answer.json()) as { errors: unknown[] }).errors;
  };

  it('points to every wrong field of a body, nested ones too', async () => {
    const body = {
      text: 'far too long for it',
      kind: 'c',
      facts: [
        { name: 'a', count: 1 },
        { name: 'b', count: 10.5, 'x/y~': 1 },
      ],
    };
    expect(await errorsOf('', body)).toEqual([
      { in: 'body', pointer: '/text', detail: 'must have at most 10 characters' },
      { in: 'body', pointer: '/kind', detail: 'must be one of: a, b' },
      { in: 'body', pointer: '/facts/1/x~1y~0', detail: 'is not a known field' },
      { in: 'body', pointer: '/facts/1/count', detail: 'must be at most 9' },
      { in: 'body', pointer: '/facts/1/count', detail: 'must be a whole number' },
    ]);
  });

  it('speaks Chinese by default', async () => {
    expect(await errorsOf('', { text: 5 }, 'fr')).toEqual([
      { in: 'body', pointer: '/text', detail: '不能超过 10 个字符' },
      { in: 'body', pointer: '/text', detail: '必须是文本' },
    ]);
  });

  it('tells queries and paths from bodies', async () => {
    expect(await errorsOf('?limit=0')).toEqual([{ in: 'query', pointer: '/limit', detail: 'must be at least 1' }]);
    expect(await errorsOf('/by-id/7')).toEqual([{ in: 'path', pointer: '/id', detail: 'must be a UUID' }]);
  });

  it('takes null for no value, not even of what may be left out', async () => {
    expect(await errorsOf('', { text: 'a', kind: null, facts: [{ name: 'a', count: null }] })).toEqual([
      { in: 'body', pointer: '/kind', detail: 'must not be null; leave it out' },
      { in: 'body', pointer: '/facts/0/count', detail: 'must not be null; leave it out' },
    ]);
  });

  it('lists a bounded number of errors', async () => {
    const body = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`x${index}`, 1]));
    expect(await errorsOf('', body)).toHaveLength(50);
  });

  it('has words in both languages for every constraint class-validator knows', () => {
    const decorators = join(dirname(require.resolve('class-validator')), 'decorator');
    const keys = readdirSync(decorators, { recursive: true })
      .filter((file) => String(file).endsWith('.js'))
      .flatMap((file) => [
        ...readFileSync(join(decorators, String(file)), 'utf8').matchAll(/exports\.[A-Z_\d]+ = '(\w+)'/g),
      ])
      .map((match) => match[1] ?? '');
    expect(keys.length).toBeGreaterThan(90);
    expect(keys.filter((key) => !englishMessages[key] || !chineseMessages[key])).toEqual([]);
    expect(Object.keys(chineseMessages)).toEqual(Object.keys(englishMessages));
  });
});

describe('languageOf', () => {
  it.each([
    [undefined, 'zh'],
    ['', 'zh'],
    ['en-US,en;q=0.9', 'en'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['en;q=0.1, zh-Hant;q=0.5', 'zh'],
    ['fr, en;q=0', 'zh'],
    ['*', 'zh'],
    ['english', 'zh'],
  ])('takes %j as %s', (header, language) => expect(languageOf(header)).toBe(language));
});

describe('safeError', () => {
  it('masks what a driver quotes from the data', () => {
    const error = new Error('E11000 dup key: { phone: "13800138000", email: a.b@c.cn } 4401131990');
    expect(safeError(error).message).toBe('E11000 dup key: { phone: "…", email: …@… } #');
  });
});
