import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** The header that carries the correlation id, in requests and answers. */
export const correlationHeader = 'x-correlation-id';

/** The id that ties a request to everything it leads to: the caller's when it is well-formed, else a new one. */
export const correlationIdOf = (headers: IncomingHttpHeaders): string => {
  const given = headers[correlationHeader];
  return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
};
