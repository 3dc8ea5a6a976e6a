import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of its own, and files in it. */
export class SpecFolder {
  private constructor(readonly dir: string) {}

  static async open(): Promise<SpecFolder> {
    return new SpecFolder(await mkdtemp(join(tmpdir(), 'redress-import-')));
  }

  async file(name: string, content: string | Buffer): Promise<string> {
    const file = join(this.dir, name);
    await writeFile(file, content);
    return file;
  }

  remove(): Promise<void> {
    return rm(this.dir, { recursive: true, force: true });
  }
}

/** What a client asked for. */
export interface Asked {
  readonly path: string;
  readonly key: string;
  readonly body: Record<string, unknown>;
  readonly at: number;
}

/** An answer, or a connection that breaks. */
export type Answer =
  { readonly status: number; readonly body?: object; readonly headers?: Record<string, string> } | 'broken';

/** An HTTP server that says what a spec tells it to: the other end of the line, not the gateway. */
export const startAnswering = async (answer: (asked: Asked, earlier: readonly Asked[]) => Answer) => {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void read(request).then((text) => {
      const one: Asked = {
        path: request.url ?? '',
        key: String(request.headers['idempotency-key']),
        body: JSON.parse(text || '{}') as Record<string, unknown>,
        at: performance.now(),
      };
      const said = answer(one, asked);
      asked.push(one);
      if (said === 'broken') return request.socket.destroy();
      response.writeHead(said.status, { 'content-type': 'application/json', ...said.headers });
      return response.end(JSON.stringify(said.body ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, asked, stop };
};

const read = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
};

/** A registration as the gateway answers it. */
export const registered = (no = 1): Answer => ({
  status: 201,
  body: { complaintNo: `MAIN-2026-${no}`, complaintId: `id-${no}` },
});

/** A refusal as the gateway answers it. */
export const refusal = (
  status: number,
  code: string,
  more: object = {},
  headers: Record<string, string> = {},
): Answer => ({
  status,
  headers,
  body: { type: `urn:redress:problem:${code}`, title: code, status, ...more },
});
