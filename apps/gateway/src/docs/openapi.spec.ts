import { Validator } from '@seriousme/openapi-schema-validator';
import { realServices, uniqueName } from '@redress/testing';
import { startGatewayUnderTest, startService, type GatewayUnderTest } from '../spec-kit/gateway-under-test';
import { mergeDocuments, type OpenApi } from './openapi-merge';

const problem = { type: 'object', properties: { title: { type: 'string' } } };
const answer = (schema: string) => ({
  200: { description: 'ok', content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } } },
});

const serviceDocument = (title: string, idFormat: string) => ({
  openapi: '3.1.0',
  info: { title, version: '1' },
  paths: {
    '/api/v1/complaints/{id}/accept': {
      post: {
        operationId: 'Complaints.accept',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        responses: answer('AnswerDto'),
      },
    },
    '/api/v1/hidden': { get: { operationId: 'Hidden.get', responses: answer('AnswerDto') } },
  },
  components: {
    schemas: {
      ProblemDto: problem,
      AnswerDto: {
        type: 'object',
        properties: { id: { type: 'string', format: idFormat }, next: { $ref: '#/components/schemas/AnswerDto' } },
      },
    },
  },
});

describe('mergeDocuments', () => {
  const merged = mergeDocuments(
    { openapi: '3.1.0', info: { title: 'x', version: '1' } },
    [
      { name: 'intake', document: serviceDocument('a', 'uuid') },
      {
        name: 'escalation',
        document: {
          ...serviceDocument('b', 'date'),
          paths: { '/api/v1/worklist': { get: { operationId: 'Complaints.accept', responses: answer('AnswerDto') } } },
        },
      },
    ],
    (_, path) => path !== '/api/v1/hidden',
  );
  const schemas = (merged.components?.['schemas'] ?? {}) as Record<string, unknown>;

  it('keeps one of what is the same and renames what differs, references and all', () => {
    expect(Object.keys(schemas)).toEqual(['ProblemDto', 'AnswerDto', 'EscalationAnswerDto']);
    expect(JSON.stringify(schemas['EscalationAnswerDto'])).toContain('#/components/schemas/EscalationAnswerDto');
    expect(JSON.stringify(merged.paths?.['/api/v1/worklist'])).toContain('#/components/schemas/EscalationAnswerDto');
  });

  it('tells operations apart and leaves out what is not reachable', () => {
    expect(Object.keys(merged.paths ?? {})).toEqual(['/api/v1/complaints/{id}/accept', '/api/v1/worklist']);
    expect(JSON.stringify(merged)).toMatch(
      /"operationId":"intake\.Complaints\.accept".*"operationId":"escalation\.Complaints\.accept"/,
    );
  });
});

/** The status of an answer that was read to its end: one that was not keeps the server from stopping. */
const statusOf = async (url: string): Promise<number> => {
  const answer = await fetch(url);
  await answer.arrayBuffer();
  return answer.status;
};

describe('the public document', () => {
  let gateway: GatewayUnderTest;
  let service: Awaited<ReturnType<typeof startService>>;
  let document: OpenApi;

  beforeAll(async () => {
    const { mongoUri, redisUrl } = realServices();
    service = await startService((_, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(serviceDocument('s', 'uuid'))),
    );
    gateway = await startGatewayUnderTest({ mongoUri, redisUrl, dbPrefix: uniqueName() }, { serviceUrl: service.url });
    document = (await (await fetch(`${gateway.url}/api/openapi.json`)).json()) as OpenApi;
  });
  afterAll(async () => {
    await gateway.stop();
    await service.stop();
  });

  it('is valid OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate({ ...document });
    expect({ valid, errors, version: document['openapi'] }).toEqual({ valid: true, version: '3.1.0' });
  });

  it('describes the gateway and the services, and nothing internal', () => {
    expect(Object.keys(document.paths ?? {}).sort()).toEqual([
      '/api/v1/accounts',
      '/api/v1/auth/me',
      '/api/v1/auth/refresh',
      '/api/v1/auth/sign-in',
      '/api/v1/auth/sign-out',
      '/api/v1/complaints/{id}/accept',
    ]);
  });

  it('describes bodies, parameters, errors and who may call', () => {
    const { post, get } = document.paths?.['/api/v1/accounts'] as Record<string, Record<string, unknown>>;
    const schemas = document.components?.['schemas'] as Record<
      string,
      { properties: Record<string, object>; required: string[] }
    >;
    expect(schemas['NewAccountDto']).toMatchObject({
      required: ['username', 'name', 'roles'],
      properties: {
        username: { type: 'string', pattern: '^[a-z0-9][a-z0-9._-]{1,39}$', example: 'wang.fang' },
        name: { minLength: 1, maxLength: 80 },
        password: { minLength: 12 },
      },
    });
    expect(post?.['summary']).toBe('Makes an account.');
    expect(Object.keys(post?.['responses'] as object).sort()).toEqual(['201', '400', '401', '403', '409']);
    expect(JSON.stringify(post?.['responses'])).toContain(
      '"application/problem+json":{"schema":{"$ref":"#/components/schemas/ProblemDto"}}',
    );
    expect(post?.['security']).toEqual([{ staff: [] }]);
    expect(get?.['parameters']).toContainEqual(
      expect.objectContaining({
        name: 'limit',
        in: 'query',
        required: false,
        schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
      }),
    );
  });

  it('is asked of the services once a minute, not with every request', async () => {
    const before = service.received.length;
    await Promise.all(Array.from({ length: 5 }, () => statusOf(`${gateway.url}/api/openapi.json`)));
    expect(service.received).toHaveLength(before);
  });

  it('is shown by a page that loads nothing from elsewhere', async () => {
    const page = await fetch(`${gateway.url}/api/docs`);
    const html = await page.text();
    const loaded = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(page.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self';/,
    );
    expect(loaded.every((url) => url.startsWith('/api/docs/'))).toBe(true);
    for (const url of loaded) expect(await statusOf(`${gateway.url}${url}`)).toBe(200);
    expect(await statusOf(`${gateway.url}/api/docs/package.json`)).toBe(404);
    expect(await statusOf(`${gateway.url}/api/docs/constructor`)).toBe(404);
  });
});
