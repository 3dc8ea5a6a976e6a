import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { startService } from '@redress/platform';
import type { NotificationConfig } from './config';
import { notificationProblems } from './http/problems';
import { NotificationModule } from './notification.module';
import { openApiMetadata } from './openapi-metadata';

/** Starts the notification service. */
export const startNotification = (config: NotificationConfig): Promise<NestFastifyApplication> =>
  startService({
    module: NotificationModule.for(config),
    name: 'notification',
    config,
    problems: notificationProblems,
    openApiMetadata,
  });
