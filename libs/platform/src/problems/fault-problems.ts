import { HttpException } from '@nestjs/common';
import { CommandRefused, TransientFault } from '@redress/kernel';
import { codeOfStatus, type ProblemCatalogue } from './problem-catalogue';
import { ProblemException } from './problem.exception';

/** Faults of the runtime libraries, by the name of the error, so that no driver is loaded for an instanceof. */
const named: Readonly<Record<string, { readonly code: string; readonly status: number }>> = {
  VersionConflict: { code: 'version-conflict', status: 409 },
  CommandIdReused: { code: 'idempotency-key-reused', status: 422 },
  CommitTooLarge: { code: 'commit-too-large', status: 413 },
  PersonErased: { code: 'person-erased', status: 410 },
};

const statusOf = (error: unknown): number | undefined => {
  if (error instanceof HttpException) return error.getStatus();
  const status = error instanceof Error ? (error as { statusCode?: unknown }).statusCode : undefined;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : undefined;
};

/** Fastify's body parser fails with one of these codes, or with a SyntaxError that Nest has turned into a 400. */
const isMalformedBody = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  return (
    (typeof code === 'string' && code.startsWith('FST_ERR_CTP_')) ||
    /\bJSON\b|__proto__|Content-Length/i.test(error.message)
  );
};

const refused = (error: CommandRefused, catalogue: ProblemCatalogue): ProblemException => {
  const extensions = Object.keys(error.details).length > 0 ? { details: error.details } : {};
  return new ProblemException(error.refusal, catalogue.refusalStatus?.[error.refusal] ?? 409, { extensions });
};

/** What any error looks like over HTTP. What nobody foresaw is a 500 that says nothing. */
export const toProblem = (error: unknown, catalogue: ProblemCatalogue): ProblemException => {
  if (error instanceof ProblemException) return error;
  if (error instanceof CommandRefused) return refused(error, catalogue);
  const known = error instanceof Error ? named[error.name] : undefined;
  if (known) return new ProblemException(known.code, known.status, { cause: error });
  if (error instanceof TransientFault)
    return new ProblemException('unavailable', 503, { headers: { 'retry-after': '2' }, cause: error });
  const status = statusOf(error) ?? 500;
  if (status === 400 && isMalformedBody(error)) return new ProblemException('malformed-body', 400, { cause: error });
  const headers: Record<string, string> = status === 503 ? { 'retry-after': '2' } : {};
  return new ProblemException(codeOfStatus(status), status, { headers, cause: error });
};
