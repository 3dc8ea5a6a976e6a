import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { untilReady, whyNotReady } from './readiness';

describe('readiness', () => {
  let server: Server;
  let url: string;
  let answers: { status: number; body: string }[];
  beforeEach(async () => {
    answers = [];
    server = createServer((_, response) => {
      const { status, body } = (answers.length > 1 ? answers.shift() : answers[0]) ?? { status: 200, body: '{}' };
      response.writeHead(status).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  const notReady = (...checks: object[]) => ({ status: 503, body: JSON.stringify({ status: 'not-ready', checks }) });

  it('names the checks that fail', async () => {
    answers = [
      notReady(
        { name: 'mongo', ok: true },
        { name: 'kafka', ok: false, reason: 'no broker' },
        { name: 'relay', ok: false },
      ),
    ];
    expect(await whyNotReady(url)).toBe('kafka: no broker, relay: not ready');
  });

  it.each([
    [{ status: 200, body: '{"status":"ready"}' }, undefined],
    [{ status: 500, body: 'oops' }, 'answers 500'],
  ])('reads the answer %j', async (answer, why) => {
    answers = [answer];
    expect(await whyNotReady(url)).toBe(why);
  });

  it('waits until the service is ready', async () => {
    answers = [
      notReady({ name: 'kafka', ok: false }),
      notReady({ name: 'kafka', ok: false }),
      { status: 200, body: '{}' },
    ];
    await untilReady('intake', url, new AbortController().signal);
    expect(answers).toHaveLength(1);
  });

  it('ends with the reason when the start is called off', async () => {
    answers = [notReady({ name: 'kafka', ok: false })];
    const ending = new AbortController();
    const waiting = untilReady('intake', url, ending.signal);
    setTimeout(() => ending.abort(new Error('investigation crashed')), 50);
    await expect(waiting).rejects.toThrow('investigation crashed');
  });
});
