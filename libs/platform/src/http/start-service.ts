import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, DiscoveryModule, NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { Logger, PinoLogger } from 'nestjs-pino';
import type { Registry } from 'prom-client';
import { AccessAudit } from '../access/access-audit';
import { ACCESS_KEYS, AccessGuard, type AccessKeys } from '../access/access.guard';
import { staffPublicKey } from '../access/staff-token';
import type { HttpServiceConfig } from '../config/service-config';
import { OperationsController } from '../health/operations.controller';
import { ReadinessChecks } from '../health/readiness';
import { CONFIG } from '../injection-tokens';
import { makeMetrics, METRICS } from '../metrics/metrics';
import { OpenApiDocument, type OpenApiMetadata } from '../openapi/openapi-document';
import { PROBLEM_CATALOGUE, type ProblemCatalogue } from '../problems/problem-catalogue';
import { ProblemFilter } from '../problems/problem.filter';
import { ProblemValidationPipe } from '../validation/problem-validation.pipe';
import { defaultLimits, makeAdapter, prepareServer, type HttpLimits } from './fastify';
import { loggerModule, logRequests, RUNTIME_LOG, runtimeLog } from './logging';

/** What a service is made of. */
export interface ServiceOptions {
  /** The app's own module. */
  readonly module: Type<unknown> | DynamicModule;
  /** `intake`, `gateway`, …; names logs, figures and the OpenAPI document. */
  readonly name: string;
  readonly config: HttpServiceConfig;
  /** Status and titles of the app's refusals. */
  readonly problems?: ProblemCatalogue;
  /** The app's generated DTO metadata; without it the OpenAPI document lacks the schemas. */
  readonly openApiMetadata?: OpenApiMetadata;
  readonly limits?: Partial<HttpLimits>;
  /** Where the log goes; standard output by default. */
  readonly logTo?: NodeJS.WritableStream;
  /** Adds parsers, hooks, plugins or routes to the server before Nest registers its own. */
  readonly prepare?: (fastify: FastifyInstance, app: NestFastifyApplication) => Promise<void> | void;
}

/** The plumbing every service has; global, so that an app injects CONFIG, METRICS and ReadinessChecks anywhere. */
@Module({})
class PlatformModule {
  static for({ name, config, problems, module, logTo }: ServiceOptions, metrics: Registry): DynamicModule {
    const keys: AccessKeys = {
      staffPublicKey: staffPublicKey(config.jwtPublicKey),
      internalSecret: config.internalSecret,
    };
    return {
      module: PlatformModule,
      global: true,
      imports: [loggerModule(name, config.logLevel, logTo), DiscoveryModule, module],
      controllers: [OperationsController],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: METRICS, useValue: metrics },
        { provide: ACCESS_KEYS, useValue: keys },
        { provide: PROBLEM_CATALOGUE, useValue: problems ?? {} },
        { provide: APP_GUARD, useClass: AccessGuard },
        ProblemFilter,
        { provide: APP_FILTER, useExisting: ProblemFilter },
        { provide: APP_PIPE, useClass: ProblemValidationPipe },
        { provide: RUNTIME_LOG, useFactory: runtimeLog, inject: [PinoLogger] },
        ReadinessChecks,
        OpenApiDocument,
        AccessAudit,
      ],
      exports: [CONFIG, METRICS, RUNTIME_LOG, ReadinessChecks, OpenApiDocument, ProblemFilter],
    };
  }
}

/** A hard end for a shutdown that hangs: what is in flight has this long, in milliseconds. */
const drainMs = 20_000;

let bounded = false;

/** Once per process: specs start several services in one. */
const boundShutdown = (): void => {
  if (bounded) return;
  bounded = true;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => setTimeout(() => process.exit(1), drainMs).unref());
  }
};

/**
 * Starts a service on HOST:PORT and answers when it takes requests. SIGTERM drains: not ready any more, consumers and
 * streams end in `beforeApplicationShutdown`, requests in flight end, drivers close in `onApplicationShutdown`.
 * @throws Error when a route has no access rule or a key is unusable.
 */
export const startService = async (options: ServiceOptions): Promise<NestFastifyApplication> => {
  const { name, config } = options;
  const metrics = makeMetrics(name);
  const adapter = makeAdapter({ ...defaultLimits, ...options.limits });
  const fastify: FastifyInstance = adapter.getInstance();
  prepareServer(fastify, config, metrics);
  const app = await NestFactory.create<NestFastifyApplication>(PlatformModule.for(options, metrics), adapter, {
    bufferLogs: true,
    bodyParser: false,
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  logRequests(fastify);
  await options.prepare?.(fastify, app);
  app.enableShutdownHooks(undefined, { useProcessExit: true });
  boundShutdown();
  await app.init();
  await app.get(OpenApiDocument).build(app, name, options.openApiMetadata);
  await app.listen({ port: config.port, host: config.host });
  return app;
};
