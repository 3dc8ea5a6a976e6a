import { ProblemException } from '@redress/platform';

const away = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ECONNRESET', 'EPIPE']);

/** The codes of an error and of what caused it. */
const codesOf = (error: unknown): string[] => {
  if (typeof error !== 'object' || error === null) return [];
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return [...(typeof code === 'string' ? [code] : []), ...codesOf(cause)];
};

const isTimeout = (code: string): boolean =>
  code.endsWith('TIMEOUT') || code === 'ETIMEDOUT' || code === 'FST_REPLY_FROM_TIMEOUT';

/** What a client hears when a service does not answer: 504 too late, 503 away, 502 anything else. */
export const upstreamProblem = (error: unknown): ProblemException => {
  const codes = codesOf(error);
  if (codes.some(isTimeout)) return new ProblemException('gateway-timeout', 504, { cause: error });
  if (codes.some((code) => away.has(code))) {
    return new ProblemException('unavailable', 503, { headers: { 'retry-after': '2' }, cause: error });
  }
  return new ProblemException('bad-gateway', 502, { cause: error });
};
