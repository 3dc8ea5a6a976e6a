import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Registry } from 'prom-client';
import { Public } from '../access/access.decorators';
import { METRICS } from '../metrics/metrics';
import { OpenApiDocument } from '../openapi/openapi-document';
import { ReadinessChecks, type CheckResult } from './readiness';

/** What operators and the gateway ask every service: alive, ready, figures, interface. */
@Public()
@ApiExcludeController()
@Controller()
export class OperationsController {
  constructor(
    private readonly readiness: ReadinessChecks,
    private readonly openApi: OpenApiDocument,
    @Inject(METRICS) private readonly metrics: Registry,
  ) {}

  @Get('healthz')
  @Header('cache-control', 'no-store')
  alive(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('readyz')
  @Header('cache-control', 'no-store')
  async ready(
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ status: string; checks: readonly CheckResult[] }> {
    const checks = await this.readiness.run();
    const ok = checks.every((check) => check.ok);
    reply.status(ok ? 200 : 503);
    return { status: ok ? 'ready' : 'not-ready', checks };
  }

  @Get('metrics')
  async figures(@Res() reply: FastifyReply): Promise<void> {
    await reply.type(this.metrics.contentType).send(await this.metrics.metrics());
  }

  @Get('openapi.json')
  document(): object {
    return this.openApi.current();
  }
}
