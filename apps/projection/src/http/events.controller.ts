import { Controller, Get, Headers, Inject, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { ApiProblems, CurrentStaff, ProblemException, Roles, type StaffIdentity } from '@redress/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FEED } from '../injection-tokens';
import type { SiteFeed } from '../queries/site-events';
import { EventStream } from './event-stream';

/** Event streams at once; more are told to come back later. */
const mostStreams = 1000;

/** What changes at the caller's site, as it happens. */
@Controller('api/v1/events')
export class EventsController {
  private open = 0;

  constructor(@Inject(FEED) private readonly feed: SiteFeed) {}

  /**
   * Server-sent events `complaint`, `notification` and `counters`, each with the thing as it is now. A stream ends
   * after some minutes; come back with the header `Last-Event-ID`. `reset` says that changes were missed: read anew.
   */
  @Get('stream')
  @Roles()
  @ApiProblems(503)
  @ApiProduces('text/event-stream')
  @ApiOkResponse({
    description: 'Server-sent events',
    content: { 'text/event-stream': { schema: { type: 'string' } } },
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'The id of the last event that was seen' })
  async stream(
    @Headers('last-event-id') lastEventId: string | undefined,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (this.open >= mostStreams) throw new ProblemException('unavailable', 503, { headers: { 'retry-after': '5' } });
    this.open++;
    try {
      const subscription = await this.feed.subscribe(lastEventId || undefined);
      reply.hijack();
      await new EventStream(reply.raw, subscription, staff).run(request.id);
    } finally {
      this.open--;
    }
  }
}
