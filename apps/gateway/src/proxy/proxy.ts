import replyFrom from '@fastify/reply-from';
import { ProblemException, type ProblemFilter } from '@redress/platform';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { urlOf, type GatewayConfig } from '../config';
import type { PublicLimits } from '../limits/public-limits';
import { towardsBrowser, towardsService } from './forwarded-headers';
import { OpenStreams } from './open-streams';
import { isPlainPath } from './plain-path';
import { routes, type ProxyRoute } from './routes';
import { upstreamProblem } from './upstream-problem';

/** How long a service may take to answer, in milliseconds; reads may wait 2 s for their version. */
export const upstreamMs = 15_000;

const pathOf = (request: FastifyRequest): string => request.raw.url?.split('?', 1)[0] ?? '/';

const bodyOf = (request: FastifyRequest): { body: unknown; contentType: string } | Record<string, never> => {
  if (!Buffer.isBuffer(request.body)) return {};
  return { body: request.body, contentType: request.headers['content-type'] ?? 'application/octet-stream' };
};

const forward = (request: FastifyRequest, reply: FastifyReply, upstream: string): FastifyReply => {
  const path = pathOf(request);
  if (!isPlainPath(path) || !path.startsWith('/api/v1/')) throw new ProblemException('bad-request', 400);
  return reply.from(path, {
    ...bodyOf(request),
    getUpstream: () => upstream,
    rewriteRequestHeaders: (_, headers) => towardsService(request, headers),
    rewriteHeaders: (headers) => towardsBrowser(headers),
    // A command that may have arrived is the client's to repeat, with its Idempotency-Key.
    retryDelay: () => null,
    onError: (failed, { error }) => void failed.send(upstreamProblem(error)),
  });
};

const add = (
  fastify: FastifyInstance,
  route: ProxyRoute,
  upstream: string,
  limits: PublicLimits,
  streams: OpenStreams,
): void => {
  const { method, url, bodyLimit, limit, stream } = route;
  fastify.route({
    method,
    url,
    ...(bodyLimit === undefined ? {} : { bodyLimit }),
    onRequest: async (request, reply) => {
      if (stream) streams.watch(reply.raw);
      if (limit) await limits.check(limit, request.ip);
    },
    handler: (request, reply) => forward(request, reply, upstream),
  });
};

/** What the proxy works with. */
export interface ProxyParts {
  readonly config: GatewayConfig;
  readonly limits: PublicLimits;
  readonly filter: ProblemFilter;
  /** Milliseconds a service has to answer; `upstreamMs` when absent. */
  readonly timeoutMs?: number | undefined;
}

/**
 * Forwards the routes of the table to their services, bodies untouched and bounded, answers streamed. Everything else,
 * `/internal` above all, is unknown here.
 */
export const addProxy = async (
  fastify: FastifyInstance,
  { config, limits, filter, timeoutMs = upstreamMs }: ProxyParts,
): Promise<void> => {
  await fastify.register(async (scope) => {
    scope.setErrorHandler((error, request, reply) => filter.answer(error, request, reply));
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    await scope.register(replyFrom, {
      disableRequestLogging: true,
      // Node's own client: it is what the tracing instruments, and it keeps event streams free of the timeout.
      http: {
        requestOptions: { timeout: timeoutMs, rejectUnauthorized: true },
        agentOptions: { keepAlive: true, maxSockets: 256, maxFreeSockets: 64 },
      },
      destroyAgent: true,
    });
    const streams = new OpenStreams(scope);
    for (const route of routes) add(scope, route, urlOf(config, route.service), limits, streams);
  });
};
