import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { CommandMeta } from '@redress/command-handling';
import { staffToken, startSample } from '../spec-kit/sample-service';

describe('commandMeta', () => {
  let app: NestFastifyApplication;
  let url: string;
  beforeAll(async () => {
    ({ app, url } = await startSample());
  });
  afterAll(() => app.close());

  const send = async (path: string, headers: Record<string, string>, body: object = { text: 'a' }) =>
    fetch(`${url}/api/v1/sample${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const meta = async (path: string, headers: Record<string, string>, body?: object) =>
    ((await (await send(path, headers, body)).json()) as { meta: CommandMeta }).meta;
  const authorization = async (staffId: string) => ({ authorization: `Bearer ${await staffToken({ sub: staffId })}` });

  it('is a fresh command of a visitor without a key', async () => {
    const [first, second] = [await meta('', {}), await meta('', {})];
    expect(first).toMatchObject({
      siteId: 'main',
      actor: 'visitor',
      occurredAt: '2026-12-01T00:00:00.000Z',
      causationId: first.commandId,
    });
    expect(first.commandId).not.toBe(second.commandId);
    expect(first.requestDigest).toBeUndefined();
  });

  it('is the same command for the same key and body, whatever the order of its members', async () => {
    const key = { 'idempotency-key': 'k-1' };
    const [first, second] = [
      await meta('', key, { text: 'a', kind: 'b' }),
      await meta('', key, { kind: 'b', text: 'a' }),
    ];
    expect(second.commandId).toBe(first.commandId);
    expect(second.requestDigest).toBe(first.requestDigest);
  });

  it('tells another body under the same key by its digest', async () => {
    const key = { 'idempotency-key': 'k-1' };
    const [first, second] = [await meta('', key, { text: 'a' }), await meta('', key, { text: 'b' })];
    expect(second.commandId).toBe(first.commandId);
    expect(second.requestDigest).not.toBe(first.requestDigest);
  });

  it('keeps the keys of different people apart', async () => {
    const key = { 'idempotency-key': 'k-1' };
    const [one, visitor] = [await meta('/staff', { ...key, ...(await authorization('a')) }), await meta('', key)];
    expect(one.commandId).not.toBe(visitor.commandId);
  });

  it.each(['with space', 'ümlaut', 'x'.repeat(121), ''])('refuses the key %j', async (key) => {
    const answer = await send('', { 'idempotency-key': Buffer.from(key, 'utf8').toString('latin1') });
    expect(answer.status).toBe(400);
  });

  it('carries a well-formed trace context and drops any other', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    expect((await meta('', { traceparent })).traceparent).toBe(traceparent);
    expect(
      (await meta('', { traceparent: '00-00000000000000000000000000000000-b7ad6b7169203331-01' })).traceparent,
    ).toBeUndefined();
  });
});
