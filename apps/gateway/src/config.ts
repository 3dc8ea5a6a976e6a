import { Env, parseList, parsePem, StoreServiceConfig } from '@redress/platform';
import { IsInt, IsIP, IsUrl, Matches, Max, Min } from 'class-validator';

const url = { require_tld: false, require_protocol: true, protocols: ['http', 'https'] };

/** The gateway's environment. */
export class GatewayConfig extends StoreServiceConfig {
  /** PKCS8 PEM of the Ed25519 key staff tokens are signed with. */
  @Env('REDRESS_JWT_PRIVATE_KEY', parsePem)
  @Matches(/^-----BEGIN PRIVATE KEY-----/, { message: 'must be a PKCS8 PEM private key' })
  jwtPrivateKey: string;
  @Env('REDRESS_INTAKE_URL') @IsUrl(url) intakeUrl: string;
  @Env('REDRESS_INVESTIGATION_URL') @IsUrl(url) investigationUrl: string;
  @Env('REDRESS_ESCALATION_URL') @IsUrl(url) escalationUrl: string;
  @Env('REDRESS_NOTIFICATION_URL') @IsUrl(url) notificationUrl: string;
  @Env('REDRESS_PLANNING_URL') @IsUrl(url) planningUrl: string;
  @Env('REDRESS_PROJECTION_URL') @IsUrl(url) projectionUrl: string;
  /** Complaints an address may file per minute; all may come at once. */
  @Env('REDRESS_PUBLIC_COMPLAINTS_PER_MINUTE') @IsInt() @Min(1) @Max(10_000_000) complaintsPerMinute: number = 20;
  /** Look-ups of a tracking number an address may make per minute. */
  @Env('REDRESS_PUBLIC_TRACKING_PER_MINUTE') @IsInt() @Min(1) @Max(10_000_000) trackingPerMinute: number = 60;
  /** Failed sign-ins of one account from one address in 15 minutes. */
  @Env('REDRESS_SIGN_IN_FAILURES') @IsInt() @Min(1) @Max(1_000) signInFailures: number = 5;
  /** Proxies in front whose X-Forwarded headers are believed: addresses, separated by commas. */
  @Env('REDRESS_TRUSTED_PROXIES', parseList) @IsIP(undefined, { each: true }) trustedProxies: string[] = [];
}

/** The services behind the gateway. */
export const services = ['intake', 'investigation', 'escalation', 'notification', 'planning', 'projection'] as const;
export type Service = (typeof services)[number];

/** Where a service listens. */
export const urlOf = (config: GatewayConfig, service: Service): string => config[`${service}Url`];
