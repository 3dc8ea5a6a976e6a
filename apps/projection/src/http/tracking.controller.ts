import { Controller, Get, Header, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import type { PersonKeys } from '@redress/personal-data';
import { ApiProblems, PERSON_KEYS, Public, TrackingTokenHeader } from '@redress/platform';
import type { ProjectionEngine } from '@redress/projections';
import type { FastifyReply } from 'fastify';
import { ENGINE } from '../injection-tokens';
import { trackComplaint } from '../queries/tracking';
import { trackingUnknown } from './problems';
import { ReadQueryDto } from './read-query.dto';
import { ReadYourWrites } from './read-your-writes';
import { ComplaintNumberDto, TrackedComplaintDto } from './tracking.dto';

/** What a complainant can follow without an account. */
@Controller('api/v1/tracking')
@ApiProblems(400, 404, 429, 503)
export class TrackingController {
  constructor(
    @Inject(ENGINE) private readonly engine: ProjectionEngine,
    @Inject(PERSON_KEYS) private readonly keys: PersonKeys,
    private readonly writes: ReadYourWrites,
  ) {}

  /** How a complaint stands and what happens next; a wrong number and a wrong token get the same answer. */
  @Get(':number')
  @Public()
  @Header('cache-control', 'no-store')
  @TrackingTokenHeader()
  async track(
    @Param() { number }: ComplaintNumberDto,
    @Headers('tracking-token') token: string | undefined,
    @Query() { atLeast }: ReadQueryDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TrackedComplaintDto> {
    if (token === undefined || token === '' || token.length > 200) throw trackingUnknown();
    await this.writes.wait(atLeast, reply);
    const found = await trackComplaint(this.engine, this.keys, number.toUpperCase(), token);
    if (!found) throw trackingUnknown();
    return found;
  }
}
