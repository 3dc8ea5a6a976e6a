import {
  Inject,
  Injectable,
  Module,
  type DynamicModule,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { assertPrimary, openStoreConnection } from '@redress/event-store';
import { OpenApiDocument, ReadinessChecks } from '@redress/platform';
import { Redis } from 'ioredis';
import type { Connection } from 'mongoose';
import { Accounts } from './accounts/accounts';
import { AccountsController } from './accounts/accounts.controller';
import { FirstAccountsController } from './accounts/first-accounts.controller';
import type { GatewayConfig } from './config';
import { DocsController } from './docs/docs.controller';
import { PublicDocument } from './docs/public-document';
import { PublicLimits } from './limits/public-limits';
import { SharedRateLimiter, type RateLimiter } from './limits/rate-limiter';
import { SIGN_IN_LIMITS, SignInLimits } from './limits/sign-in-limits';
import { AuthController, STAFF_TOKEN_SIGNER } from './sessions/auth.controller';
import { Sessions } from './sessions/sessions';
import { SignIn } from './sessions/sign-in';
import { staffTokenSigner } from './sessions/staff-token-signer';

const MONGO = Symbol('MONGO');
const REDIS = Symbol('REDIS');
const RATE_LIMITER = Symbol('RATE_LIMITER');

/** Redis here is for counting only: it must answer at once or not at all. */
const openRedis = (url: string): Redis => {
  const redis = new Redis(url, {
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    connectTimeout: 2_000,
    commandTimeout: 500,
    retryStrategy: (attempt) => Math.min(2_000, 100 * attempt) + Math.random() * 100,
  });
  // Without a listener an 'error' event would end the process; the limiter falls back by itself.
  redis.on('error', () => undefined);
  return redis;
};

/** Prepares what the gateway stores before it listens, and closes its connections after the last request. */
@Injectable()
class Stores implements OnModuleInit, OnApplicationShutdown {
  constructor(
    @Inject(MONGO) private readonly mongo: Connection,
    @Inject(REDIS) private readonly redis: Redis,
    private readonly accounts: Accounts,
    private readonly sessions: Sessions,
    private readonly readiness: ReadinessChecks,
  ) {}

  async onModuleInit(): Promise<void> {
    await Promise.all([this.accounts.prepare(), this.sessions.prepare()]);
    this.readiness.add('mongo', () => assertPrimary(this.mongo));
  }

  async onApplicationShutdown(): Promise<void> {
    this.redis.disconnect();
    await this.mongo.close();
  }
}

/** The gateway: signs people in, describes the interface; the proxy is added by `main.ts`. The only file that picks adapters. */
@Module({})
export class GatewayModule {
  static for(config: GatewayConfig): DynamicModule {
    return {
      module: GatewayModule,
      controllers: [AuthController, AccountsController, FirstAccountsController, DocsController],
      providers: [
        { provide: MONGO, useFactory: () => openStoreConnection(config.mongodbUri, `${config.dbPrefix}_gateway`) },
        { provide: REDIS, useFactory: () => openRedis(config.redisUrl) },
        {
          provide: RATE_LIMITER,
          useFactory: (redis: Redis) => new SharedRateLimiter(redis, `${config.dbPrefix}_gateway`),
          inject: [REDIS],
        },
        {
          provide: SIGN_IN_LIMITS,
          useFactory: (limiter: RateLimiter) => new SignInLimits(limiter, config.signInFailures),
          inject: [RATE_LIMITER],
        },
        {
          provide: PublicLimits,
          useFactory: (limiter: RateLimiter) =>
            new PublicLimits(limiter, { complaints: config.complaintsPerMinute, tracking: config.trackingPerMinute }),
          inject: [RATE_LIMITER],
        },
        { provide: Accounts, useFactory: (mongo: Connection) => new Accounts(mongo), inject: [MONGO] },
        { provide: Sessions, useFactory: (mongo: Connection) => new Sessions(mongo), inject: [MONGO] },
        { provide: STAFF_TOKEN_SIGNER, useFactory: () => staffTokenSigner(config.jwtPrivateKey, config.jwtPublicKey) },
        {
          provide: PublicDocument,
          useFactory: (own: OpenApiDocument) => new PublicDocument(config, own),
          inject: [OpenApiDocument],
        },
        SignIn,
        Stores,
      ],
    };
  }
}
