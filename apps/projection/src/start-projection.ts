import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { startService } from '@redress/platform';
import type { ProjectionConfig } from './config';
import { projectionProblems } from './http/problems';
import { openApiMetadata } from './openapi-metadata';
import { ProjectionModule } from './projection.module';

/** Starts the projection service. */
export const startProjection = (config: ProjectionConfig): Promise<NestFastifyApplication> =>
  startService({
    module: ProjectionModule.for(config),
    name: 'projection',
    config,
    problems: projectionProblems,
    openApiMetadata,
  });
