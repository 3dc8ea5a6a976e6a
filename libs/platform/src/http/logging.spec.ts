import { Writable } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { sampleConfig, staffToken, startSample } from '../spec-kit/sample-service';

describe('the log', () => {
  const lines: string[] = [];
  let app: NestFastifyApplication;
  let url: string;

  beforeAll(async () => {
    const sink = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        lines.push(chunk.toString());
        done();
      },
    });
    ({ app, url } = await startSample({ config: { ...sampleConfig(), logLevel: 'trace' }, logTo: sink }));
  });
  afterAll(() => app.close());

  it('tells every request by its route, and nothing that is private', async () => {
    const personal = { text: '张三', contactName: '张三', phone: '13800138000' };
    await fetch(`${url}/api/v1/sample?token=geheim&phone=13800138000`, {
      method: 'POST',
      body: JSON.stringify(personal),
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await staffToken()}`,
        cookie: 'a=geheim',
        'x-correlation-id': 'log-spec-1',
      },
    });
    await fetch(`${url}/api/v1/sample/fault/unknown`, { headers: { 'x-correlation-id': 'log-spec-2' } });
    await fetch(`${url}/api/v1/sample/by-id/13800138000`);
    const log = lines.join('');
    expect(log).not.toMatch(/张三|Zhang San|13800138000|geheim|Bearer|eyJ/);
    const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(entries).toContainEqual(
      expect.objectContaining({
        correlationId: 'log-spec-1',
        method: 'POST',
        route: '/api/v1/sample',
        status: 400,
        service: 'sample',
      }),
    );
    expect(entries).toContainEqual(
      expect.objectContaining({
        correlationId: 'log-spec-2',
        level: 50,
        status: 500,
        error: expect.objectContaining({ name: 'Error' }) as object,
      }),
    );
  });

  it('leaves out the questions of orchestrators', async () => {
    lines.length = 0;
    await fetch(`${url}/healthz`);
    await fetch(`${url}/readyz`);
    expect(lines.join('')).not.toContain('healthz');
  });
});
