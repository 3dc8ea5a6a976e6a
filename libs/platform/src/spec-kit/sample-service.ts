import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { Body, Controller, Get, Inject, Module, Param, Post, Query, Req } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { CommandMeta } from '@redress/command-handling';
import { CommandRefused, makeClock, TransientFault, type Clock } from '@redress/kernel';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { SignJWT } from 'jose';
import { CallingService, CurrentStaff, Internal, Public, Roles } from '../access/access.decorators';
import type { StaffIdentity } from '../access/staff';
import { staffTokenAudience, staffTokenIssuer } from '../access/staff-token';
import { CLOCK } from '../clock/service-clock';
import { commandMeta } from '../commands/command-meta';
import { HttpServiceConfig } from '../config/service-config';
import { startService, type ServiceOptions } from '../http/start-service';

/** The sample's keys and secrets; made anew for every test process. */
export const sampleKeys = generateKeyPairSync('ed25519');
export const sampleSecret = 'a-secret-of-the-sample-service-only-for-specs';

class FactDto {
  @IsString() @MaxLength(5) name: string;
  @IsInt() @Min(0) @Max(9) count: number;
}

class SampleDto {
  @IsString() @MaxLength(10) text: string;
  @IsOptional() @IsIn(['a', 'b']) kind?: string;
  @IsOptional() @IsArray() @ArrayMaxSize(3) @ValidateNested({ each: true }) @Type(() => FactDto) facts?: FactDto[];
}

class PageDto {
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit: number = 20;
}

class IdDto {
  @IsUUID() id: string;
}

/** What the sample throws on request, by name. */
const faults: Readonly<Record<string, () => Error>> = {
  refused: () => new CommandRefused('sample-refused', { hint: 'later' }),
  missing: () => new CommandRefused('sample-missing'),
  transient: () => new TransientFault('mongo is away, user "Zhang San" 13800138000'),
  unknown: () => new Error('secret detail "Zhang San" 13800138000'),
  conflict: () => Object.assign(new Error('no'), { name: 'VersionConflict' }),
  reused: () => Object.assign(new Error('no'), { name: 'CommandIdReused' }),
  large: () => Object.assign(new Error('no'), { name: 'CommitTooLarge' }),
  erased: () => Object.assign(new Error('no'), { name: 'PersonErased' }),
};

@Controller('api/v1/sample')
class SampleController {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** Takes a sample. */
  @Public()
  @Post()
  take(@Body() body: SampleDto, @Req() request: FastifyRequest): { body: SampleDto; meta: CommandMeta } {
    return { body, meta: commandMeta(request, this.clock) };
  }

  @Public()
  @Get()
  page(@Query() page: PageDto): PageDto {
    return page;
  }

  @Public()
  @Get('by-id/:id')
  one(@Param() { id }: IdDto): { id: string } {
    return { id };
  }

  @Public()
  @Get('fault/:name')
  fail(@Param('name') name: string): void {
    throw faults[name]?.() ?? new Error('no such fault');
  }

  @Roles('clerk', 'admin')
  @Post('staff')
  staff(
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): { staff: StaffIdentity; meta: CommandMeta } {
    return { staff, meta: commandMeta(request, this.clock, staff) };
  }

  @Public()
  @Get('slow')
  async slow(): Promise<{ done: true }> {
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { done: true };
  }
}

@Controller('internal/sample')
class InternalSampleController {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  @Internal()
  @Post()
  call(@CallingService() service: string, @Req() request: FastifyRequest): { service: string; meta: CommandMeta } {
    return { service, meta: commandMeta(request, this.clock) };
  }
}

@Module({
  controllers: [SampleController, InternalSampleController],
  providers: [{ provide: CLOCK, useValue: makeClock(() => Date.parse('2026-12-01T00:00:00.000Z')) }],
})
class SampleModule {}

/** A usable configuration on a free port. */
export const sampleConfig = (): HttpServiceConfig =>
  Object.assign(new HttpServiceConfig(), {
    port: 0,
    jwtPublicKey: sampleKeys.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    internalSecret: sampleSecret,
    logLevel: 'silent',
  });

/** A small service over real HTTP. */
export const startSample = async (
  options: Partial<ServiceOptions> = {},
): Promise<{ app: NestFastifyApplication; url: string }> => {
  const app = await startService({
    module: SampleModule,
    name: 'sample',
    config: sampleConfig(),
    problems: {
      refusalStatus: { 'sample-missing': 404 },
      titles: { 'sample-refused': { zh: '样本被拒绝', en: 'The sample is refused' } },
    },
    ...options,
  });
  return { app, url: await app.getUrl() };
};

/** A staff token as the gateway would sign it, or a broken one. */
export const staffToken = (
  claims: Record<string, unknown> = {},
  options: { key?: KeyObject; expires?: string; audience?: string; issuer?: string } = {},
): Promise<string> =>
  new SignJWT({ siteId: 'main', roles: ['clerk'], name: '王办', ...claims })
    .setProtectedHeader({ alg: 'EdDSA' })
    .setSubject('staff-1')
    .setIssuer(options.issuer ?? staffTokenIssuer)
    .setAudience(options.audience ?? staffTokenAudience)
    .setIssuedAt()
    .setExpirationTime(options.expires ?? '10m')
    .sign(options.key ?? sampleKeys.privateKey);
