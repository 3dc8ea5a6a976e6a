import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServiceName, ServiceUrls } from '../launcher/services';

/** Loads what is needed for calls only: Nest takes its time, and other commands do without. */
const load = createRequire(__filename);

/** Longest wait for one answer, milliseconds; long work answers "running" before. */
const answerWithinMs = 60_000;
/** Pause between two questions about work that goes on, milliseconds. */
const askEveryMs = 1_000;

/** An answer that says no. */
export class OperatorRefused extends Error {
  constructor(
    readonly service: string,
    readonly status: number,
    readonly title: string,
  ) {
    super(`${service}: ${title} (${status})`);
    this.name = 'OperatorRefused';
  }
}

/** Work that may go on after its first answer. */
export type Ongoing = { readonly running: boolean };

const titleOf = (body: unknown): string => {
  if (typeof body !== 'object' || body === null) return 'no usable answer';
  const { title, detail } = body as { title?: unknown; detail?: unknown };
  return [title, detail].filter((part) => typeof part === 'string').join(': ') || 'no usable answer';
};

/** Calls the internal endpoints of the running services, as an operator at the machine. */
export class Operator {
  constructor(
    private readonly urls: ServiceUrls,
    private readonly internalSecret: string,
  ) {}

  /** Reads. @throws OperatorRefused · Error when the service does not answer */
  get<T>(service: ServiceName, path: string): Promise<T> {
    return this.call(service, path, { method: 'GET' });
  }

  /** Orders something. @throws OperatorRefused · Error when the service does not answer */
  post<T>(service: ServiceName, path: string, body?: object): Promise<T> {
    if (!body) return this.call(service, path, { method: 'POST' });
    const headers = { 'content-type': 'application/json' };
    return this.call(service, path, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  /** Asks until the work is done; the last answer. */
  async untilDone<T extends Ongoing>(ask: () => Promise<T>): Promise<Exclude<T, { readonly running: true }>> {
    for (;;) {
      const answer = await ask();
      if (!answer.running) return answer as Exclude<T, { readonly running: true }>;
      await sleep(askEveryMs);
    }
  }

  private async call<T>(service: ServiceName, path: string, request: RequestInit): Promise<T> {
    const { internalToken } = load('@redress/platform') as typeof import('@redress/platform');
    const headers = { ...request.headers, authorization: `Bearer ${await internalToken(this.internalSecret, 'cli')}` };
    const signal = AbortSignal.timeout(answerWithinMs);
    const url = `${this.urls[service]}/internal/${path}`;
    const response = await fetch(url, { ...request, headers, signal, redirect: 'error' }).catch((error: unknown) => {
      throw new Error(`${service} does not answer`, { cause: error });
    });
    const body: unknown = await response.json().catch(() => undefined);
    if (!response.ok) throw new OperatorRefused(service, response.status, titleOf(body));
    return body as T;
  }
}
