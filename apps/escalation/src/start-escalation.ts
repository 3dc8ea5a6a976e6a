import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { startService } from '@redress/platform';
import type { EscalationConfig } from './config';
import { EscalationModule } from './escalation.module';
import { escalationProblems } from './http/problems';
import { openApiMetadata } from './openapi-metadata';

/** Starts the escalation service. */
export const startEscalation = (config: EscalationConfig): Promise<NestFastifyApplication> =>
  startService({
    module: EscalationModule.for(config),
    name: 'escalation',
    config,
    problems: escalationProblems,
    openApiMetadata,
  });
