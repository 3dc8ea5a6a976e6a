import type { Context } from '@redress/kernel';
import { BackedServiceConfig, Env, parseList } from '@redress/platform';
import { ArrayMaxSize, IsOptional, IsString, IsUrl, Matches, MaxLength, ValidateIf } from 'class-validator';

const url = { require_tld: false, require_protocol: true, protocols: ['http', 'https'] };

const withSms = ({ smsUrl }: NotificationConfig): boolean => smsUrl !== undefined;

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
  /** Where robots of group chats are, in the place of their vendors' own addresses: origins, by commas. */
  @Env('REDRESS_ROBOT_ORIGINS', parseList) @ArrayMaxSize(20) @IsUrl(url, { each: true }) robotOrigins: string[] = [];
  /** The gateway for texts to mobile phones; without it nobody gets one. The next two go with it. */
  @Env('REDRESS_SMS_URL') @IsOptional() @IsUrl(url) smsUrl?: string;
  @Env('REDRESS_SMS_SECRET')
  @ValidateIf(withSms)
  @Matches(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, { message: 'must be whsec_ and 24 to 64 bytes in base64' })
  smsSecret?: string;
  /** Who texts are from, without its brackets. */
  @Env('REDRESS_SMS_SIGNATURE')
  @ValidateIf(withSms)
  @Matches(/^[^【】\s]{2,16}$/, { message: 'must be 2 to 16 characters without brackets' })
  smsSignature?: string;
  /** The gateway's own template, where it takes no free text. */
  @Env('REDRESS_SMS_TEMPLATE') @IsOptional() @Matches(/^[\w-]{1,64}$/) smsTemplate?: string;
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
