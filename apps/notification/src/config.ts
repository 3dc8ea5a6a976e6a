import type { Context } from '@redress/kernel';
import { BackedServiceConfig, Env } from '@redress/platform';
import { IsOptional, IsString, IsUrl, Matches, MaxLength } from 'class-validator';

const url = { require_tld: false, require_protocol: true, protocols: ['http', 'https'] };

/** The environment of the notification service. */
export class NotificationConfig extends BackedServiceConfig {
  /** The vault of personal keys, and the owner of the complaints' streams. */
  @Env('REDRESS_INTAKE_URL') @IsUrl(url) intakeUrl: string;
  @Env('REDRESS_INVESTIGATION_URL') @IsUrl(url) investigationUrl: string;
  @Env('REDRESS_ESCALATION_URL') @IsUrl(url) escalationUrl: string;
  /** Where mail goes out, `smtp://user:password@host:port`; without it nobody gets mail. */
  @Env('SMTP_URL') @IsOptional() @Matches(/^smtps?:\/\//, { message: 'must be a smtp:// URL' }) smtpUrl?: string;
  /** Who mail is from. */
  @Env('REDRESS_MAIL_FROM') @IsString() @MaxLength(254) mailFrom: string = 'Redress <redress@localhost>';
  /** What people open in their browser: the start of every link in a message. Without it, the gateway's own address. */
  @Env('REDRESS_PUBLIC_URL') @IsOptional() @IsUrl(url) publicUrl?: string;
  @Env('REDRESS_GATEWAY_URL') @IsUrl(url) gatewayUrl: string = 'http://127.0.0.1:8080';
}

/** The contexts the service hears. */
export const heard = ['intake', 'investigation', 'escalation'] as const satisfies readonly Context[];

/** Where the owner of a context's streams listens. @throws Error for a context the service does not hear */
export const ownerUrl = (config: NotificationConfig, context: Context): string => {
  const known = heard.find((one) => one === context);
  if (!known) throw new Error(`notification does not hear ${context}`);
  return config[`${known}Url`];
};
