import { createHmac, createSecretKey } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import { correlationHeader, correlationIdOf } from '../commands/correlation-id';
import type { HttpServiceConfig } from '../config/service-config';
import { measureRequests } from '../metrics/metrics';
import { ProblemException } from '../problems/problem.exception';
import { isUsableBody } from './body-rules';
import { securityHeaders } from './security-headers';
import { refuseBadClient, refuseBadPath, refuseExpectations } from './unrouted';

/** Limits of the HTTP server; times in milliseconds. */
export interface HttpLimits {
  readonly bodyLimitBytes: number;
  /** From the first byte of a request to its last. */
  readonly requestMs: number;
  /** An idle connection is kept this long; longer than a proxy in front reuses one. */
  readonly keepAliveMs: number;
  /** Addresses or CIDR ranges of proxies whose X-Forwarded headers are believed; none by default. */
  readonly trustedProxies: readonly string[];
}

export const defaultLimits: HttpLimits = {
  bodyLimitBytes: 64 * 1024,
  requestMs: 15_000,
  keepAliveMs: 72_000,
  trustedProxies: [],
};

/**
 * Node derives the time for headers from that of a request only at creation, where Fastify sets the latter afterwards; the
 * two then stand the wrong way round, and a body may drip in for a minute. It looks for what is late every half minute
 * by default.
 */
const serverOptions = ({ requestMs }: HttpLimits) => ({
  requestTimeout: requestMs,
  connectionsCheckingInterval: 2_000,
  requireHostHeader: false, // `refuseUnclearHosts` says it in words
});

/** A Fastify that trusts no proxy headers unless told to, takes JSON only and closes idle connections when it stops. */
export const makeAdapter = (limits: HttpLimits): FastifyAdapter =>
  new FastifyAdapter({
    bodyLimit: limits.bodyLimitBytes,
    requestTimeout: limits.requestMs,
    http: serverOptions(limits),
    keepAliveTimeout: limits.keepAliveMs,
    connectionTimeout: 0,
    trustProxy: limits.trustedProxies.length > 0 ? [...limits.trustedProxies] : false,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    routerOptions: { maxParamLength: 200, caseSensitive: true },
    genReqId: ({ headers }: IncomingMessage) => correlationIdOf(headers),
    frameworkErrors: refuseBadPath,
    clientErrorHandler: refuseBadClient,
    logger: false,
  });

const refuseUnusableBodies = (fastify: FastifyInstance): void => {
  fastify.addHook('preValidation', (request, _reply, done) => {
    if (isUsableBody(request.body)) done();
    else done(new ProblemException('malformed-body', 400));
  });
};

/** One host, or it is not clear who was asked (RFC 9112, 3.2); Node would answer the one without words. */
const refuseUnclearHosts = (fastify: FastifyInstance): void => {
  fastify.addHook('onRequest', ({ raw: { rawHeaders, httpVersion } }, _reply, done) => {
    const hosts = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length;
    if (hosts > 1 || (hosts === 0 && httpVersion !== '1.0')) done(new ProblemException('bad-request', 400));
    else done();
  });
};

/** A connection whose last answer leaves during the shutdown ends with it instead of idling until its timeout. */
const endConnectionsOnClose = (fastify: FastifyInstance): void => {
  let closing = false;
  fastify.addHook('preClose', (done) => {
    closing = true;
    done();
  });
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (closing) reply.header('connection', 'close');
    done();
  });
};

/**
 * Browsers and fetch open connections in advance. Node counts one on which nothing was asked yet as busy, so that each
 * would hold a shutdown up until its time is over.
 */
const endUnusedConnectionsOnClose = (fastify: FastifyInstance): void => {
  const unused = new Set<Socket>();
  fastify.server.on('connection', (socket: Socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  fastify.server.on('request', ({ socket }: IncomingMessage) => unused.delete(socket));
  fastify.addHook('preClose', (done) => {
    for (const socket of unused) if (socket.bytesRead === 0) socket.destroy();
    done();
  });
};

/** Puts headers, figures, body rules and the defaults of commands on the server. */
export const prepareServer = (fastify: FastifyInstance, config: HttpServiceConfig, metrics: Registry): void => {
  fastify.removeContentTypeParser('text/plain');
  const digestKey = createSecretKey(
    createHmac('sha256', config.internalSecret).update('redress request digests v1').digest(),
  );
  fastify.decorate('commandDefaults', { siteId: config.siteId, digestKey });
  fastify.addHook('onRequest', (request, reply, done) => {
    // Answers hold personal data; what may be kept says so at its route.
    reply.headers(securityHeaders).header(correlationHeader, request.id).header('cache-control', 'no-store');
    done();
  });
  refuseUnclearHosts(fastify);
  refuseUnusableBodies(fastify);
  refuseExpectations(fastify.server);
  endConnectionsOnClose(fastify);
  endUnusedConnectionsOnClose(fastify);
  measureRequests(fastify, metrics);
};
