import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { startService } from '@redress/platform';
import type { InvestigationConfig } from './config';
import { acceptFiles } from './http/file-bodies';
import { investigationProblems } from './http/problems';
import { InvestigationModule } from './investigation.module';
import { openApiMetadata } from './openapi-metadata';

/** Starts investigation. */
export const startInvestigation = (config: InvestigationConfig): Promise<NestFastifyApplication> =>
  startService({
    module: InvestigationModule.for(config),
    name: 'investigation',
    config,
    problems: investigationProblems,
    openApiMetadata,
    prepare: acceptFiles,
  });
