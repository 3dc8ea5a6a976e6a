import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { startService } from '@redress/platform';
import type { PlanningConfig } from './config';
import { planningProblems } from './http/problems';
import { acceptYaml } from './http/yaml-body';
import { openApiMetadata } from './openapi-metadata';
import { PlanningModule } from './planning.module';

/** Starts planning. */
export const startPlanning = (config: PlanningConfig): Promise<NestFastifyApplication> =>
  startService({
    module: PlanningModule.for(config),
    name: 'planning',
    config,
    problems: planningProblems,
    openApiMetadata,
    prepare: acceptYaml,
  });
