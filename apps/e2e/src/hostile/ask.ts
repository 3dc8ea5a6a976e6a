import { randomUUID } from 'node:crypto';

/** A request byte for byte, as far as fetch lets through. */
export interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

/** The header that shows a token; none without one. */
export const bearer = (token: string | undefined): Readonly<Record<string, string>> =>
  token === undefined ? {} : { authorization: `Bearer ${token}` };

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** What the request was known by: every commit it leads to carries it. */
  readonly correlationId: string;
}

/** Sends a request under a correlation id of its own. A stream of events is left after its first bytes. */
export const ask = async (origin: string, { method, path, headers, body }: Request): Promise<Answer> => {
  const correlationId = `hostile-${randomUUID()}`;
  const leave = new AbortController();
  const response = await fetch(`${origin}${path}`, {
    method,
    headers: { 'x-correlation-id': correlationId, ...headers },
    ...(body === undefined ? {} : { body }),
    signal: AbortSignal.any([leave.signal, AbortSignal.timeout(20_000)]),
  });
  const text = isStream(response) ? await firstPart(response, leave) : await response.text();
  return { status: response.status, headers: response.headers, text, correlationId };
};

const isStream = ({ headers }: Response): boolean =>
  (headers.get('content-type') ?? '').startsWith('text/event-stream');

const firstPart = async (response: Response, leave: AbortController): Promise<string> => {
  const part = await response.body?.getReader().read();
  leave.abort();
  return Buffer.from(part?.value ?? []).toString();
};

interface Problem {
  readonly type?: unknown;
  readonly title?: unknown;
  readonly status?: unknown;
  readonly correlationId?: unknown;
  readonly errors?: readonly { readonly in?: unknown; readonly pointer?: unknown; readonly detail?: unknown }[];
}

/**
 * What is wrong with an answer to a hostile request, or undefined: it fails inside, or it is refused without a problem
 * document (RFC 9457) that says why and where.
 */
export const faultOf = ({ status, headers, text, correlationId }: Answer): string | undefined => {
  if (status >= 500) return `answers ${status}: ${text.slice(0, 300)}`;
  if (status < 400) return undefined;
  const type = headers.get('content-type') ?? 'nothing';
  if (!type.startsWith('application/problem+json')) return `answers ${status} as ${type}: ${text.slice(0, 100)}`;
  const problem = JSON.parse(text) as Problem;
  if (problem.status !== status) return `says ${String(problem.status)} in an answer ${status}`;
  if (problem.correlationId !== correlationId) return `says another correlation id: ${text.slice(0, 300)}`;
  if (!/^urn:redress:problem:[a-z-]+$/.test(String(problem.type)) || !problem.title) return `is unnamed: ${text}`;
  return problem.type === 'urn:redress:problem:validation-failed' ? pointerFault(problem) : undefined;
};

const pointerFault = ({ errors = [] }: Problem): string | undefined => {
  const usable = errors.filter(({ pointer, detail }) => /^(\/|$)/.test(String(pointer)) && detail);
  return errors.length > 0 && usable.length === errors.length ? undefined : 'does not say which field is wrong';
};
