import { contexts, type Context } from '@redress/kernel';
import { BackedServiceConfig, Env } from '@redress/platform';
import { IsUrl } from 'class-validator';

const url = { require_tld: false, require_protocol: true, protocols: ['http', 'https'] };

/** The environment of the projection service; the URLs are those of the owners of streams, for the repair of gaps. */
export class ProjectionConfig extends BackedServiceConfig {
  @Env('REDRESS_INTAKE_URL') @IsUrl(url) intakeUrl: string;
  @Env('REDRESS_INVESTIGATION_URL') @IsUrl(url) investigationUrl: string;
  @Env('REDRESS_ESCALATION_URL') @IsUrl(url) escalationUrl: string;
  @Env('REDRESS_NOTIFICATION_URL') @IsUrl(url) notificationUrl: string;
  @Env('REDRESS_PLANNING_URL') @IsUrl(url) planningUrl: string;
}

/** The contexts the service hears: all of them. */
export const heard: readonly Context[] = contexts;

/** Where the owner of a context's streams listens. */
export const ownerUrl = (config: ProjectionConfig, context: Context): string => config[`${context}Url`];
