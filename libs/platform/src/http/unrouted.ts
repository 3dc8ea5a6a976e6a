import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { correlationHeader, correlationIdOf } from '../commands/correlation-id';
import { contentLanguage, languageOf, type Language } from '../problems/language';
import { problemBody } from '../problems/problem-body';
import { ProblemException } from '../problems/problem.exception';
import { securityHeaders } from './security-headers';

/** An answer to what never reaches a route, and so none of the hooks that would put headers on it. */
const answerOf = (problem: ProblemException, correlationId: string, language: Language) => {
  const body = JSON.stringify(problemBody(problem, correlationId, language));
  const headers: Record<string, string> = {
    ...securityHeaders,
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    'content-language': contentLanguage[language],
    'cache-control': 'no-store',
    connection: 'close',
    [correlationHeader]: correlationId,
  };
  return { status: problem.getStatus(), headers, body };
};

const answer = ({ headers: asked }: IncomingMessage, response: ServerResponse, problem: ProblemException): void => {
  const { status, headers, body } = answerOf(problem, correlationIdOf(asked), languageOf(asked['accept-language']));
  response.writeHead(status, headers).end(body);
};

/** A path that cannot be decoded, or a part of it that is too long to be the id of anything: 400. */
export const refuseBadPath = (_error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
  reply.hijack();
  answer(request.raw, reply.raw, new ProblemException('bad-request', 400));
};

const problems: Readonly<Record<string, () => ProblemException>> = {
  ERR_HTTP_REQUEST_TIMEOUT: () => new ProblemException('request-timeout', 408),
  HPE_HEADER_OVERFLOW: () => new ProblemException('headers-too-large', 431),
};

/** What is no HTTP, comes too slowly, or has too long headers: told in words, then the connection ends. */
export const refuseBadClient = (error: NodeJS.ErrnoException, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) {
    const problem = problems[error.code ?? '']?.() ?? new ProblemException('bad-request', 400);
    const { status, headers, body } = answerOf(problem, randomUUID(), 'zh');
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    socket.write([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n'));
  }
  socket.destroy(error);
};

/** Nobody here fulfils an `Expect` other than `100-continue`: 417 as a problem, where Node's own answer is empty. */
export const refuseExpectations = (server: Server): void => {
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) =>
    answer(request, response, new ProblemException('expectation-failed', 417)),
  );
};
