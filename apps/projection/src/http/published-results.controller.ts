import { Controller, Get, Header, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiProblems, Public } from '@redress/platform';
import type { ProjectionEngine } from '@redress/projections';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ENGINE } from '../injection-tokens';
import { SiteQueries } from '../queries/site-queries';
import { answering } from './problems';
import { PublishedResultPageDto } from './published-results.dto';
import { PageQueryDto } from './read-query.dto';
import { ReadYourWrites } from './read-your-writes';

/** What everybody may read of how complaints were handled. */
@Controller('api/v1/published-results')
@ApiProblems(400, 429, 503)
export class PublishedResultsController {
  constructor(
    @Inject(ENGINE) private readonly engine: ProjectionEngine,
    private readonly writes: ReadYourWrites,
  ) {}

  /** The results of the site that were made public, latest first, page by page. */
  @Get()
  @Public()
  @Header('cache-control', 'public, max-age=60')
  async list(
    @Query() { atLeast, limit, cursor }: PageQueryDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PublishedResultPageDto> {
    await this.writes.wait(atLeast, reply);
    const { siteId } = request.server.commandDefaults;
    const nobody = { siteId, staffId: '' };
    const page = { limit, ...(cursor !== undefined && { cursor }) };
    const { items, next } = await answering(() => new SiteQueries(this.engine, nobody).publishedResults(page));
    return { items: [...items], ...(next !== undefined && { next }) };
  }
}
