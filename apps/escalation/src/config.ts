import type { Context } from '@redress/kernel';
import { BackedServiceConfig, Env } from '@redress/platform';
import { IsUrl } from 'class-validator';

const url = { require_tld: false, require_protocol: true, protocols: ['http', 'https'] };

/** The environment of the escalation service; the URLs are those of the services it hears, for the repair of gaps. */
export class EscalationConfig extends BackedServiceConfig {
  @Env('REDRESS_INTAKE_URL') @IsUrl(url) intakeUrl: string;
  @Env('REDRESS_INVESTIGATION_URL') @IsUrl(url) investigationUrl: string;
  @Env('REDRESS_NOTIFICATION_URL') @IsUrl(url) notificationUrl: string;
  @Env('REDRESS_PLANNING_URL') @IsUrl(url) planningUrl: string;
}

/** The contexts the service hears. */
export const heard = ['intake', 'investigation', 'notification', 'planning'] as const satisfies readonly Context[];

/** Where the owner of a context's streams listens. @throws Error for a context the service does not hear */
export const ownerUrl = (config: EscalationConfig, context: Context): string => {
  const known = heard.find((one) => one === context);
  if (!known) throw new Error(`escalation does not hear ${context}`);
  return config[`${known}Url`];
};
