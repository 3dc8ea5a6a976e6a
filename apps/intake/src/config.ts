import type { Context } from '@redress/kernel';
import { BackedServiceConfig, ConfigInvalid, Env } from '@redress/platform';
import { IsInt, IsOptional, IsString, IsUrl, Matches, Max, MaxLength, Min, MinLength } from 'class-validator';

const url = { require_tld: false, require_protocol: true, protocols: ['http', 'https'] };

/** The environment of intake. */
export class IntakeConfig extends BackedServiceConfig {
  /** Makes the tracking tokens; with another one all tokens given out so far are void. */
  @Env('REDRESS_TRACKING_SECRET') @IsString() @MinLength(32) @MaxLength(1_024) trackingSecret: string;
  /** The key-encryption key of the vault, 32 bytes in base64; or a file of them, the current one first. */
  @Env('REDRESS_KEK')
  @IsOptional()
  @Matches(/^[A-Za-z0-9+/]{43}=$/, { message: 'must be 32 bytes in base64' })
  kek?: string;
  @Env('REDRESS_KEK_FILE') @IsOptional() @IsString() @MaxLength(1_000) kekFile?: string;
  /** Registrations the process takes in a second at most; what comes beyond gets 429. */
  @Env('REDRESS_REGISTRATIONS_PER_SECOND') @IsInt() @Min(1) @Max(1_000_000) registrationsPerSecond: number = 500;
  /** Where the owners of streams listen, intake itself among them, for the repair of gaps. */
  @Env('REDRESS_PLANNING_URL') @IsUrl(url) planningUrl: string;
  @Env('REDRESS_INVESTIGATION_URL') @IsUrl(url) investigationUrl: string;
  @Env('REDRESS_INTAKE_URL') @IsUrl(url) intakeUrl: string;
}

/** Where the owner of a context's streams listens; intake hears of no other contexts. */
export const ownerUrl = (config: IntakeConfig, context: Context): string => {
  if (context === 'intake') return config.intakeUrl;
  return context === 'investigation' ? config.investigationUrl : config.planningUrl;
};

/** Where the vault's key-encryption key is. @throws ConfigInvalid when it is in neither place or in both */
export const kekSource = ({ kek, kekFile }: IntakeConfig): { readonly base64: string } | { readonly file: string } => {
  if (kek !== undefined && kekFile === undefined) return { base64: kek };
  if (kekFile !== undefined && kek === undefined) return { file: kekFile };
  throw new ConfigInvalid(['REDRESS_KEK, REDRESS_KEK_FILE: exactly one of them must be set']);
};
