import type { AffineClock } from '@redress/kernel';
import {
  ArrayMinSize,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsPositive,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { Env } from './load-config';
import { parseJsonAs, parseList, parsePem } from './parsers';

/** The affine clock of a whole deployment (decisions.md 16): the demo passes days in minutes. */
export class ClockSetting implements AffineClock {
  @IsISO8601({ strict: true }) realStart: string;
  @IsISO8601({ strict: true }) simStart: string;
  /** Simulated seconds per real second. */
  @IsPositive() speed: number;
}

/** What every HTTP service reads from its environment. */
export class HttpServiceConfig {
  @Env('HOST') @IsString() @MaxLength(255) host: string = '127.0.0.1';
  /** 0 takes any free port. */
  @Env('PORT') @IsInt() @Min(0) @Max(65_535) port: number;
  /** SPKI PEM of the gateway's Ed25519 key; staff tokens are checked with it. */
  @Env('REDRESS_JWT_PUBLIC_KEY', parsePem)
  @Matches(/^-----BEGIN PUBLIC KEY-----/, { message: 'must be a SPKI PEM public key' })
  jwtPublicKey: string;
  /** Signs and checks the tokens between services, and keys the digests of request bodies. */
  @Env('REDRESS_INTERNAL_SECRET') @IsString() @MinLength(32) @MaxLength(1_024) internalSecret: string;
  /** The site of a visitor who names none. */
  @Env('REDRESS_SITE_ID') @Matches(/^[a-z0-9][a-z0-9-]{0,39}$/) siteId: string = 'main';
  @Env('REDRESS_CLOCK', parseJsonAs(ClockSetting)) @IsOptional() @ValidateNested() clock?: ClockSetting;
  @Env('REDRESS_LOG_LEVEL') @IsIn(['trace', 'debug', 'info', 'warn', 'error', 'silent']) logLevel: string = 'info';
}

/** A service that keeps data in MongoDB and Redis. */
export class StoreServiceConfig extends HttpServiceConfig {
  @Env('MONGODB_URI') @Matches(/^mongodb(\+srv)?:\/\//, { message: 'must be a mongodb:// URI' }) mongodbUri: string;
  @Env('REDIS_URL') @Matches(/^rediss?:\/\//, { message: 'must be a redis:// URL' }) redisUrl: string;
  /** `<prefix>_<context>` is the name of the service's database. */
  @Env('REDRESS_DB_PREFIX') @Matches(/^[a-z0-9_]{1,40}$/) dbPrefix: string = 'redress';
}

/** A service that owns a store and speaks on Kafka. */
export class BackedServiceConfig extends StoreServiceConfig {
  @Env('KAFKA_BROKERS', parseList)
  @ArrayMinSize(1)
  @Matches(/^[^\s:]+:\d{1,5}$/, { each: true, message: 'must be host:port, separated by commas' })
  kafkaBrokers: string[];
  /** Put before topic names and group ids; tests keep apart with it. */
  @Env('REDRESS_TOPIC_PREFIX') @Matches(/^[a-z0-9-]{0,40}$/) topicPrefix: string = '';
}
