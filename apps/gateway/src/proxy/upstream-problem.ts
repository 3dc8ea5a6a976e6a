import { ProblemException } from '@redress/platform';

const away = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ECONNRESET', 'EPIPE']);

const codesOf = (error: unknown): string[] => {
  if (!(error instanceof Error)) return [];
  const { code } = error as { code?: unknown };
  return [...(typeof code === 'string' ? [code] : []), ...codesOf(error.cause)];
};

const isTimeout = (code: string): boolean => code.endsWith('TIMEOUT') || code === 'ETIMEDOUT' || code === 'FST_REPLY_FROM_TIMEOUT';

/** What a client hears when a service does not answer: 504 too late, 503 away, 502 anything else; 400 for a path that climbs. */
export const upstreamProblem = (error: unknown): ProblemException => {
  const codes = codesOf(error);
  if (codes.some(isTimeout)) return new ProblemException('gateway-timeout', 504, { cause: error });
  if (codes.some((code) => away.has(code))) {
    return new ProblemException('unavailable', 503, { headers: { 'retry-after': '2' }, cause: error });
  }
  return new ProblemException('bad-gateway', 502, { cause: error });
};
