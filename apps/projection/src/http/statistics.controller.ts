import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiProblems, CurrentStaff, Roles, type StaffIdentity } from '@redress/platform';
import type { ProjectionEngine } from '@redress/projections';
import { ENGINE } from '../injection-tokens';
import { SiteQueries } from '../queries/site-queries';
import { statisticsOf } from '../queries/statistics';
import { mayReadStatistics } from './may-read';
import { answering, periodInvalid } from './problems';
import { StatisticsDto, StatisticsQueryDto } from './statistics.dto';

/** Longest period that is counted at once, milliseconds. */
const longestMs = 366 * 24 * 3_600_000;

/** What complaints amount to, over a period. */
@Controller('api/v1/statistics')
@ApiProblems(400, 503)
export class StatisticsController {
  constructor(@Inject(ENGINE) private readonly engine: ProjectionEngine) {}

  /** Counts, on-time rates and durations of the complaints received in a period. */
  @Get()
  @Roles(...mayReadStatistics)
  @ApiProblems(422)
  async statistics(
    @Query() { from, before, by }: StatisticsQueryDto,
    @CurrentStaff() staff: StaffIdentity,
  ): Promise<StatisticsDto> {
    const [start, end] = [new Date(from), new Date(before)];
    const length = end.getTime() - start.getTime();
    if (!(length > 0 && length <= longestMs)) throw periodInvalid();
    const rows = new SiteQueries(this.engine, staff).received(start.toISOString(), end.toISOString());
    const { total, groups, moreGroups } = await answering(() => statisticsOf(rows, by));
    const counted = {
      total: { ...total, byStatus: { ...total.byStatus } },
      groups: groups.map((group) => ({ ...group })),
    };
    return { from: start.toISOString(), before: end.toISOString(), ...counted, moreGroups };
  }
}
