import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiProblems, CurrentStaff, Roles, type StaffIdentity } from '@redress/platform';
import type { ProjectionEngine } from '@redress/projections';
import type { FastifyReply } from 'fastify';
import { ENGINE } from '../injection-tokens';
import { SiteQueries } from '../queries/site-queries';
import { answering } from './problems';
import { PageQueryDto } from './read-query.dto';
import { ReadYourWrites } from './read-your-writes';
import { UndeliveredPageDto } from './undelivered.dto';

/** Messages that arrived nowhere: somebody has to find another way. */
@Controller('api/v1/undelivered')
@Roles()
@ApiProblems(400, 503)
export class UndeliveredController {
  constructor(
    @Inject(ENGINE) private readonly engine: ProjectionEngine,
    private readonly writes: ReadYourWrites,
  ) {}

  /** The messages of the site that were given up, latest first, page by page. */
  @Get()
  async list(
    @Query() { atLeast, limit, cursor }: PageQueryDto,
    @CurrentStaff() staff: StaffIdentity,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UndeliveredPageDto> {
    await this.writes.wait(atLeast, reply);
    const page = { limit, ...(cursor !== undefined && { cursor }) };
    const { items, next } = await answering(() => new SiteQueries(this.engine, staff).undelivered(page));
    return { items: [...items], ...(next !== undefined && { next }) };
  }
}
