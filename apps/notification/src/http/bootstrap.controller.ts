import { Body, Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Clock } from '@redress/kernel';
import { CLOCK, commandMeta, Internal } from '@redress/platform';
import type { FastifyRequest } from 'fastify';
import { BootstrapRosterRequest } from '../commands/bootstrap-roster.handler';
import { BootstrappedDto, BootstrapRosterDto } from './bootstrap.dto';

/** What the launcher does once the first accounts exist. */
@Controller('internal/roster')
export class BootstrapController {
  constructor(
    private readonly bus: CommandBus,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Puts the first staff on duty for their roles; again, it changes nothing. */
  @Post('bootstrap')
  @HttpCode(200)
  @Internal()
  bootstrap(@Body() { siteId, staff }: BootstrapRosterDto, @Req() request: FastifyRequest): Promise<BootstrappedDto> {
    // Every turn has a command of its own: the digest of this body is none of theirs.
    const { requestDigest: _digest, ...origin } = commandMeta(request, this.clock);
    const meta = { ...origin, siteId };
    const members = staff.map(({ locale = 'zh-CN', ...member }) => ({ ...member, locale }));
    return this.bus.execute(new BootstrapRosterRequest(members, meta));
  }
}
