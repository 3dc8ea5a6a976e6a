import { Agent, request } from 'node:http';

/** An answer. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

/** Calls over connections that are kept, with as little work of the client's own as can be. */
export class Http {
  private readonly agent: Agent;

  constructor(connections: number) {
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** @throws when it does not answer 2xx within 30 s */
  get(url: string, headers: Record<string, string> = {}): Promise<HttpAnswer> {
    return this.send('GET', url, undefined, headers);
  }

  /** @throws when it does not answer 2xx within 30 s */
  post(url: string, body: object, headers: Record<string, string> = {}): Promise<HttpAnswer> {
    return this.send('POST', url, JSON.stringify(body), { 'content-type': 'application/json', ...headers });
  }

  close(): void {
    this.agent.destroy();
  }

  private send(
    method: string,
    url: string,
    body: string | undefined,
    headers: Record<string, string>,
  ): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      const options = { method, agent: this.agent, headers, timeout: 30_000 };
      const call = request(url, options, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          const status = response.statusCode ?? 0;
          const text = Buffer.concat(parts).toString();
          if (status >= 200 && status < 300) resolve({ status, body: text });
          else reject(new Error(`${method} ${url} answered ${status}: ${text.slice(0, 300)}`));
        });
      });
      call.on('timeout', () => call.destroy(new Error(`${method} ${url} did not answer within 30 s`)));
      call.on('error', reject);
      call.end(body);
    });
  }
}
