/** An HTTP answer, read whole. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
  /** What the server asks to wait, milliseconds. */
  readonly retryAfterMs?: number;
}

export interface ApiRequest {
  readonly method?: 'GET' | 'POST';
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** Milliseconds; default 30,000. */
  readonly timeoutMs?: number;
}

/** Nobody answered, or not in time. Whether the request was carried out is not known. */
export class ApiUnreachable extends Error {
  constructor(url: string, options?: { cause?: unknown }) {
    super(`${new URL(url).origin} does not answer`, options);
    this.name = 'ApiUnreachable';
  }
}

/** The wait a Retry-After header asks for, in milliseconds: seconds or a date; bounded by an hour. */
export const retryAfterOf = (value: string | null, now: number = Date.now()): number | undefined => {
  if (value === null) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - now;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), 3_600_000);
};

/** Calls the API as a client would. Any answer is returned, whatever its status. @throws ApiUnreachable */
export const callApi = async (url: string, request: ApiRequest = {}): Promise<ApiAnswer> => {
  const { method = 'POST', token, body, timeoutMs = 30_000 } = request;
  const headers = {
    'accept-language': 'zh-CN',
    ...request.headers,
    ...(body && { 'content-type': 'application/json' }),
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  try {
    const response = await fetch(url, {
      method,
      headers,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const retryAfterMs = retryAfterOf(response.headers.get('retry-after'));
    const answer = { status: response.status, body: parsed(text), headers: response.headers };
    return retryAfterMs === undefined ? answer : { ...answer, retryAfterMs };
  } catch (error) {
    throw new ApiUnreachable(url, { cause: error });
  }
};

const parsed = (text: string): unknown => {
  try {
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
};

/** A problem document (RFC 9457) as far as the tools use it. */
export interface Problem {
  /** Without `urn:redress:problem:`; empty when the body is no problem document. */
  readonly code: string;
  readonly title: string;
  readonly detail?: string;
  readonly errors: readonly { readonly pointer: string; readonly detail: string }[];
}

const textOr = (value: unknown, other: string): string => (typeof value === 'string' ? value : other);

/** What a refusal says; for a body that is no problem document, only its status. */
export const problemIn = ({ status, body }: Pick<ApiAnswer, 'status' | 'body'>): Problem => {
  const document = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const errors = Array.isArray(document['errors']) ? (document['errors'] as Record<string, unknown>[]) : [];
  return {
    code: textOr(document['type'], '').replace(/^urn:redress:problem:/, ''),
    title: textOr(document['title'], `HTTP ${status}`),
    ...(typeof document['detail'] === 'string' && { detail: document['detail'] }),
    errors: errors.map(({ pointer, detail }) => ({ pointer: textOr(pointer, ''), detail: textOr(detail, '') })),
  };
};
