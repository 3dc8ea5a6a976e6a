import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiProblems, CurrentStaff, Roles, type StaffIdentity } from '@redress/platform';
import type { ProjectionEngine } from '@redress/projections';
import { ENGINE } from '../injection-tokens';
import { recurringIn } from '../queries/recurring';
import { SiteQueries } from '../queries/site-queries';
import { statisticsOf } from '../queries/statistics';
import { mayReadStatistics } from './may-read';
import { answering, periodInvalid } from './problems';
import { RecurringDto, RecurringQueryDto, StatisticsDto, StatisticsQueryDto } from './statistics.dto';

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
    const period = periodOf(from, before);
    const rows = new SiteQueries(this.engine, staff).received(period.from, period.before);
    const { total, groups, moreGroups } = await answering(() => statisticsOf(rows, by));
    const counted = {
      total: { ...total, byStatus: { ...total.byStatus } },
      groups: groups.map((group) => ({ ...group })),
    };
    return { ...period, ...counted, moreGroups };
  }

  /** What is complained of again and again in a period, compared with the period of the same length before. */
  @Get('recurring')
  @Roles(...mayReadStatistics)
  @ApiProblems(422)
  async recurring(
    @Query() { from, before, minimum }: RecurringQueryDto,
    @CurrentStaff() staff: StaffIdentity,
  ): Promise<RecurringDto> {
    const period = periodOf(from, before);
    const earlier = new Date(2 * Date.parse(period.from) - Date.parse(period.before)).toISOString();
    const queries = new SiteQueries(this.engine, staff);
    const rows = queries.received(period.from, period.before);
    const { items, more } = await answering(() => recurringIn(rows, queries.received(earlier, period.from), minimum));
    return { ...period, items: items.map((item) => ({ ...item })), more };
  }
}

/** A period that can be counted at once, in UTC. @throws ProblemException where it cannot. */
const periodOf = (from: string, before: string): { readonly from: string; readonly before: string } => {
  const [start, end] = [new Date(from), new Date(before)];
  const length = end.getTime() - start.getTime();
  if (!(length > 0 && length <= longestMs)) throw periodInvalid();
  return { from: start.toISOString(), before: end.toISOString() };
};
