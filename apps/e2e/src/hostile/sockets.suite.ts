import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from './ask';
import type { World } from './world';

/** A connection on which anything may be sent, and what came back on it until it was closed. */
class Raw {
  readonly closed: Promise<string>;
  private readonly openedAt = performance.now();
  private readonly socket: Socket;
  private readonly parts: Buffer[] = [];
  /** Milliseconds it was open; undefined while it is. */
  lasted?: number;

  constructor(url: string) {
    const { hostname, port } = new URL(url);
    this.socket = connect(Number(port), hostname);
    this.socket.on('data', (part) => this.parts.push(part));
    this.socket.on('error', () => undefined); // a connection that is cut is what is hoped for
    this.closed = new Promise((resolve) => {
      this.socket.once('close', () => {
        this.lasted = performance.now() - this.openedAt;
        resolve(Buffer.concat(this.parts).toString());
      });
    });
  }

  send(bytes: string | Buffer): this {
    if (!this.socket.destroyed) this.socket.write(bytes);
    return this;
  }

  /** Sends a byte now and then until the other side has enough. */
  async drip(bytes: string, everyMs: number): Promise<void> {
    for (const byte of bytes) {
      if (this.lasted !== undefined) return;
      this.send(byte);
      await sleep(everyMs);
    }
  }

  end(): void {
    this.socket.destroy();
  }
}

/** What came back within a time; then the connection is ended. */
const said = async (connection: Raw, withinMs = 5_000): Promise<string> => {
  const text = await Promise.race([connection.closed, sleep(withinMs).then(() => 'still open')]);
  connection.end();
  return text;
};

const isProblem = (status: number) =>
  expect.stringMatching(
    new RegExp(`^HTTP/1\\.1 ${status} [\\s\\S]*content-type: application/problem\\+json`, 'i'),
  ) as string;

const post = (headers: string): string =>
  `POST /api/v1/complaints HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n${headers}\r\n\r\n`;

/** Whoever holds connections, sends too slowly or too much: is cut, and others notice nothing. */
export const socketSuite = (world: () => World): void => {
  const gateway = (): string => world().stack.gateway;

  it('cuts those who send too slowly, and serves the others meanwhile', async () => {
    const slow = Array.from({ length: 200 }, (_, at) => {
      const connection = new Raw(gateway());
      if (at % 2) connection.send(post('content-length: 60000'));
      else connection.send('GET /api/v1/complaints HTTP/1.1\r\nhost: x\r\n');
      return { connection, dripping: connection.drip('x-slow: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1_000) };
    });
    const idle = Array.from({ length: 300 }, () => new Raw(gateway()));
    const served: number[] = [];
    while (slow.some(({ connection }) => connection.lasted === undefined) && served.length < 300) {
      const started = performance.now();
      expect((await ask(gateway(), { method: 'GET', path: '/healthz' })).status).toBe(200);
      served.push(performance.now() - started);
      await sleep(100);
    }
    for (const connection of idle) connection.end();
    await Promise.all(slow.map(({ dripping }) => dripping));
    // 15 s for a whole request, looked at every 2 s.
    expect(Math.max(...slow.map(({ connection }) => connection.lasted ?? Infinity))).toBeLessThan(20_000);
    expect(served.sort((a, b) => a - b)[Math.floor(served.length / 2)]).toBeLessThan(250);
    expect(await slow[1]?.connection.closed).toEqual(isProblem(408));
  });

  it.each([
    ['headers without end', () => `GET / HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(100_000)}`, 431],
    ['thousands of headers', () => `GET / HTTP/1.1\r\nhost: x\r\n${'a: b\r\n'.repeat(5_000)}\r\n`, 431],
    ['an endless request line', () => `GET /${'a'.repeat(100_000)} HTTP/1.1\r\n`, 431],
    ['two lengths', () => post('content-length: 2\r\ncontent-length: 3') + '{}', 400],
    [
      'a length and chunks',
      () => post('content-length: 2\r\ntransfer-encoding: chunked') + '2\r\n{}\r\n0\r\n\r\n',
      400,
    ],
    ['a chunk size that is none', () => post('transfer-encoding: chunked') + 'zz\r\n{}\r\n', 400],
    ['a folded header', () => `GET / HTTP/1.1\r\nhost: x\r\nx: a\r\n b\r\n\r\n`, 400],
    ['a NUL in a header', () => `GET / HTTP/1.1\r\nhost: x\r\nx: a\0b\r\n\r\n`, 400],
    ['a space before the colon', () => `GET / HTTP/1.1\r\nhost : x\r\n\r\n`, 400],
    ['two hosts', () => `GET / HTTP/1.1\r\nhost: x\r\nhost: y\r\nconnection: close\r\n\r\n`, 400],
    ['no host', () => `GET / HTTP/1.1\r\nconnection: close\r\n\r\n`, 400],
    ['a negative length', () => post('content-length: -1'), 400],
    ['another protocol', () => 'SSH-2.0-x\r\n\r\n', 400],
  ])('refuses %s', async (_what, request, status) => {
    expect(await said(new Raw(gateway()).send(request()))).toEqual(isProblem(status));
  });

  it('stops reading a body that never ends', async () => {
    const connection = new Raw(gateway()).send(post('transfer-encoding: chunked'));
    const chunk = `4000\r\n${'a'.repeat(0x4000)}\r\n`;
    for (let count = 0; count < 40 && connection.lasted === undefined; count += 1) {
      connection.send(chunk);
      await sleep(5);
    }
    const answer = await said(connection, 10_000);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('forgets a request whose sender goes away in the middle of it', async () => {
    for (let count = 0; count < 50; count += 1) {
      const connection = new Raw(gateway()).send(`${post('content-length: 1000')}{"text":"`);
      await sleep(2);
      connection.end();
    }
    expect((await ask(gateway(), { method: 'GET', path: '/readyz' })).status).toBe(200);
  });
};
