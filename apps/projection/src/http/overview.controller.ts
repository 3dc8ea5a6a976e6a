import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiProblems, CurrentStaff, Roles, type StaffIdentity } from '@redress/platform';
import type { ProjectionEngine } from '@redress/projections';
import type { FastifyReply } from 'fastify';
import { ENGINE } from '../injection-tokens';
import { forRole, forStaff } from '../projections/todo';
import { itemOf } from '../queries/complaint-item';
import { countersOf } from '../queries/counters';
import { SiteQueries } from '../queries/site-queries';
import { CountersDto } from './counters.dto';
import { answering } from './problems';
import { PageQueryDto, ReadQueryDto } from './read-query.dto';
import { ReadYourWrites } from './read-your-writes';
import { WorklistPageDto } from './worklist.dto';

/** What is to be done and how much there is, at the caller's site. */
@Controller('api/v1')
@Roles()
@ApiProblems(400, 503)
export class OverviewController {
  constructor(
    @Inject(ENGINE) private readonly engine: ProjectionEngine,
    private readonly writes: ReadYourWrites,
  ) {}

  /** What the signed-in person must do now, by priority and by the time that is left. */
  @Get('worklist')
  async worklist(
    @Query() { atLeast, limit, cursor }: PageQueryDto,
    @CurrentStaff() staff: StaffIdentity,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WorklistPageDto> {
    await this.writes.wait(atLeast, reply);
    const whom = [...staff.roles.map(forRole), forStaff(staff.staffId)];
    const page = { limit, ...(cursor !== undefined && { cursor }) };
    const { items, next } = await answering(() => new SiteQueries(this.engine, staff).worklist(whom, page));
    const mine = items.map(itemOf).map((complaint) => ({
      tasks: complaint.todo.filter((todo) => todo.for.some((one) => whom.includes(one))),
      complaint,
    }));
    return { items: mine, ...(next !== undefined && { next }) };
  }

  /** The counters of the site. */
  @Get('counters')
  async counters(
    @Query() { atLeast }: ReadQueryDto,
    @CurrentStaff() staff: StaffIdentity,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CountersDto> {
    await this.writes.wait(atLeast, reply);
    return countersOf(staff.siteId, await new SiteQueries(this.engine, staff).counters());
  }
}
