import type { Context } from '@redress/kernel';
import { BackedServiceConfig, Env } from '@redress/platform';
import { IsUrl } from 'class-validator';

const url = { require_tld: false, require_protocol: true, protocols: ['http', 'https'] };

/** The environment of investigation; the URLs are those of the services it hears, for keys and the repair of gaps. */
export class InvestigationConfig extends BackedServiceConfig {
  @Env('REDRESS_INTAKE_URL') @IsUrl(url) intakeUrl: string;
  @Env('REDRESS_PLANNING_URL') @IsUrl(url) planningUrl: string;
}

/** The contexts investigation hears. */
export const heardContexts = ['intake', 'planning'] as const satisfies readonly Context[];

/** Where the owner of a context's streams listens. @throws Error for a context that is not heard */
export const ownerUrl = (config: InvestigationConfig, context: Context): string => {
  const heard = heardContexts.find((one) => one === context);
  if (!heard) throw new Error(`investigation does not hear ${context}`);
  return config[`${heard}Url`];
};
