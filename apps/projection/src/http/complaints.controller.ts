import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { PersonKeys } from '@redress/personal-data';
import { ApiProblems, CurrentStaff, PERSON_KEYS, Roles, type StaffIdentity } from '@redress/platform';
import type { ProjectionEngine } from '@redress/projections';
import type { FastifyReply } from 'fastify';
import { PinoLogger } from 'nestjs-pino';
import { ENGINE, NARRATIVES } from '../injection-tokens';
import type { Narratives } from '../narratives/narratives';
import { detailOf } from '../queries/complaint-detail';
import { itemOf } from '../queries/complaint-item';
import { findComplaints } from '../queries/find-complaints';
import { SiteQueries } from '../queries/site-queries';
import { ComplaintDetailDto, TimelinePageDto } from './complaint-detail.dto';
import { ComplaintPageDto } from './complaint-item.dto';
import { ComplaintIdDto, ComplaintQueryDto } from './complaints.dto';
import { mayReadPersonalData } from './may-read';
import { answering, complaintUnknown } from './problems';
import { PageQueryDto, ReadQueryDto } from './read-query.dto';
import { ReadYourWrites } from './read-your-writes';

/** The complaints of the caller's site. */
@Controller('api/v1/complaints')
@Roles()
@ApiProblems(400, 503)
@ApiHeader({ name: 'Accept-Language', required: false, description: '`zh` or `en`, for problems' })
export class ComplaintsController {
  constructor(
    @Inject(ENGINE) private readonly engine: ProjectionEngine,
    @Inject(NARRATIVES) private readonly narratives: Narratives,
    @Inject(PERSON_KEYS) private readonly keys: PersonKeys,
    private readonly writes: ReadYourWrites,
    private readonly log: PinoLogger,
  ) {}

  /** Complaints, filtered, searched and sorted, page by page. */
  @Get()
  @ApiProblems(422)
  async list(
    @Query() query: ComplaintQueryDto,
    @CurrentStaff() staff: StaffIdentity,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ComplaintPageDto> {
    await this.writes.wait(query.atLeast, reply);
    const search = { narratives: this.narratives, siteId: staff.siteId, mayReadText: mayReadPersonalData(staff) };
    const { items, next } = await answering(() => findComplaints(this.of(staff), query, search));
    return { items: items.map(itemOf), ...(next !== undefined && { next }) };
  }

  /** One complaint with all that is known of it. */
  @Get(':id')
  @ApiProblems(404)
  async one(
    @Param() { id }: ComplaintIdDto,
    @Query() { atLeast }: ReadQueryDto,
    @CurrentStaff() staff: StaffIdentity,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ComplaintDetailDto> {
    await this.writes.wait(atLeast, reply);
    const queries = this.of(staff);
    const found = await queries.complaint(id);
    if (!found) throw complaintUnknown();
    const keys = mayReadPersonalData(staff) ? this.keys : undefined;
    const detail = await detailOf(found, await queries.notifications(id), keys);
    // Whatever staff read of a person stays attributable (invariant 20).
    if (keys) this.log.info({ staffId: staff.staffId, complaintId: id }, 'personal data read');
    return detail;
  }

  /** What happened to a complaint, over all services, oldest first. */
  @Get(':id/timeline')
  @ApiProblems(404)
  async timeline(
    @Param() { id }: ComplaintIdDto,
    @Query() { atLeast, limit, cursor }: PageQueryDto,
    @CurrentStaff() staff: StaffIdentity,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TimelinePageDto> {
    await this.writes.wait(atLeast, reply);
    const queries = this.of(staff);
    if (!(await queries.complaint(id))) throw complaintUnknown();
    const page = { limit, ...(cursor !== undefined && { cursor }) };
    const { items, next } = await answering(() => queries.timeline(id, page));
    const entries = items.map(({ _id, siteId: _site, complaintId: _complaint, ...entry }) => ({ id: _id, ...entry }));
    return { items: entries, ...(next !== undefined && { next }) };
  }

  private of(staff: StaffIdentity): SiteQueries {
    return new SiteQueries(this.engine, staff);
  }
}
