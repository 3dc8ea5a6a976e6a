import cookie from '@fastify/cookie';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ProblemFilter, startService } from '@redress/platform';
import type { GatewayConfig } from './config';
import { GatewayModule } from './gateway.module';
import { PublicLimits } from './limits/public-limits';
import { openApiMetadata } from './openapi-metadata';
import { problems } from './problems';
import { addProxy } from './proxy/proxy';

/** Starts the gateway; `upstreamMs` is how long a service may take to answer. */
export const startGateway = (config: GatewayConfig, upstreamMs?: number): Promise<NestFastifyApplication> =>
  startService({
    module: GatewayModule.for(config),
    name: 'gateway',
    config,
    problems,
    openApiMetadata,
    limits: { trustedProxies: config.trustedProxies },
    prepare: async (fastify, app) => {
      await fastify.register(cookie);
      const limits = app.get(PublicLimits, { strict: false });
      await addProxy(fastify, {
        config,
        limits,
        filter: app.get(ProblemFilter, { strict: false }),
        timeoutMs: upstreamMs,
      });
    },
  });
