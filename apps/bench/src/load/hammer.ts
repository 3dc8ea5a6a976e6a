import autocannon from 'autocannon';

/** One request, sent over and over. */
export interface Hammered {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a server bore. Times in milliseconds. */
export interface Borne {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** Connections at the same time. */
export const hammerConnections = 32;

/** Sends the request over all connections for a time. @throws when an answer is not 2xx: that would be another test */
export const hammer = async ({ url, method, body, headers }: Hammered, forMs: number): Promise<Borne> => {
  const result = await autocannon({
    url,
    method,
    connections: hammerConnections,
    duration: forMs / 1000,
    sampleInt: Math.min(forMs, 1000),
    headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${method} ${url}: ${result.non2xx} answers were not 2xx, ${result.errors} errors`);
  if (result['2xx'] === 0) throw new Error(`${method} ${url} gave no answer within ${forMs} ms`);
  return { perSecond: result['2xx'] / result.duration, p50: result.latency.p50, p99: result.latency.p99 };
};
