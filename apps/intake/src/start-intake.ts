import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { startService } from '@redress/platform';
import type { IntakeConfig } from './config';
import { intakeProblems } from './http/problems';
import { IntakeModule } from './intake.module';
import { openApiMetadata } from './openapi-metadata';

/** Starts intake. */
export const startIntake = (config: IntakeConfig): Promise<NestFastifyApplication> =>
  startService({
    module: IntakeModule.for(config),
    name: 'intake',
    config,
    problems: intakeProblems,
    openApiMetadata,
  });
