import type { DynamicModule } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { LoggerModule, PinoLogger } from 'nestjs-pino';

/** Field names whose values never reach a log, wherever they stand. */
const secretNames = [
  'password',
  'token',
  'authorization',
  'cookie',
  'phone',
  'email',
  'contactName',
  'narrative',
  'refreshToken',
];

/** Structured logs, on standard output unless told otherwise: no bodies, no query strings, no headers, no addresses. */
export const loggerModule = (service: string, level: string, stream?: NodeJS.WritableStream): DynamicModule =>
  LoggerModule.forRoot({
    pinoHttp: {
      ...(stream ? { stream } : {}),
      level,
      base: { service },
      autoLogging: false,
      quietReqLogger: true,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
      serializers: { req: ({ id }: { id: string }) => ({ id }), res: () => undefined },
      customAttributeKeys: { reqId: 'correlationId' },
    },
  });

/** What the runtime libraries log to: fields first. Fields never hold personal data or payloads. */
export interface RuntimeLog {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Injects the RuntimeLog. */
export const RUNTIME_LOG = Symbol('RUNTIME_LOG');

/** The process's log for the runtime libraries. */
export const runtimeLog = (pino: PinoLogger): RuntimeLog => ({
  debug: (fields, message) => pino.debug(fields, message),
  info: (fields, message) => pino.info(fields, message),
  warn: (fields, message) => pino.warn(fields, message),
  error: (fields, message) => pino.error(fields, message),
});

const unlogged = /^\/(healthz|readyz|metrics)$/;

/** One line per request with its route pattern; the path and the query may hold what is private. */
export const logRequests = (fastify: FastifyInstance): void => {
  // Of the root logger: the one of the request would say its correlation id twice. What is said here is never secret.
  let requests: PinoLogger['logger'] | undefined;
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    if (!unlogged.test(route)) {
      const ms = Math.round(reply.elapsedTime * 10) / 10;
      requests ??= PinoLogger.root.child({}, { redact: { paths: [] } });
      requests.info(
        { correlationId: request.id, method: request.method, route, status: reply.statusCode, ms },
        'request',
      );
    }
    done();
  });
};
