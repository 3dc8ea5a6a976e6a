import { Controller, Get, Headers, Inject, Query, Res, StreamableFile } from '@nestjs/common';
import type { Clock } from '@redress/kernel';
import {
  ApiProblems,
  CLOCK,
  CurrentStaff,
  languageOf,
  ProblemException,
  Roles,
  type StaffIdentity,
} from '@redress/platform';
import type { ProjectionEngine } from '@redress/projections';
import type { FastifyReply } from 'fastify';
import { PinoLogger } from 'nestjs-pino';
import { addAbortSignal } from 'node:stream';
import { complaintList } from '../documents/complaint-list';
import { monthlyReport, reportGroupings } from '../documents/monthly-report';
import { Phrases } from '../documents/phrases';
import { reportPages, workbook } from '../documents/report-files';
import { ENGINE, NARRATIVES, PDF_RENDERER } from '../injection-tokens';
import type { Narratives } from '../narratives/narratives';
import type { PdfRenderer } from '../pdf/pdf-renderer';
import { countComplaints } from '../queries/find-complaints';
import { listedComplaints, mostListed } from '../queries/listed-complaints';
import { monthOf } from '../queries/month';
import { planNames } from '../queries/plan-names';
import { recurringIn } from '../queries/recurring';
import { SiteQueries } from '../queries/site-queries';
import { statisticsBy } from '../queries/statistics';
import { ComplaintFilterDto } from './complaints.dto';
import { ApiDocument, attach } from './downloads';
import { mayReadPersonalData, mayReadStatistics } from './may-read';
import { answering, exportTooLarge } from './problems';
import { ReadYourWrites } from './read-your-writes';
import { MonthlyReportQueryDto } from './statistics.dto';

const csv = 'text/csv; charset=utf-8';
const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
} as const;
/** Lists written at once; more are told to come back. */
const mostLists = 32;
/** Longest time a list may take to be fetched, milliseconds: then it is cut off, and shows that it is. */
const longestListMs = 60_000;
/** From how many complaints on something recurs in a month. */
const recursFrom = 3;

/** Lists and figures as files. */
@Controller('api/v1')
@ApiProblems(400, 422, 503)
export class ExportsController {
  private lists = 0;

  @Inject(ENGINE) private readonly engine: ProjectionEngine;
  @Inject(NARRATIVES) private readonly narratives: Narratives;
  @Inject(PDF_RENDERER) private readonly renderer: PdfRenderer;
  @Inject(CLOCK) private readonly clock: Clock;

  constructor(
    private readonly writes: ReadYourWrites,
    private readonly log: PinoLogger,
  ) {}

  /** Complaints as CSV in the order of receipt, at most 10,000, filtered and searched like the list; without personal data. */
  @Get('complaints/export')
  @Roles()
  @ApiDocument('text/csv')
  async complaints(
    @Query() { atLeast, ...filter }: ComplaintFilterDto,
    @Headers('accept-language') acceptLanguage: string | undefined,
    @CurrentStaff() staff: StaffIdentity,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    if (this.lists >= mostLists) throw new ProblemException('unavailable', 503, { headers: { 'retry-after': '5' } });
    await this.writes.wait(atLeast, reply);
    const queries = new SiteQueries(this.engine, staff);
    const text = { narratives: this.narratives, siteId: staff.siteId, mayReadText: mayReadPersonalData(staff) };
    const found = await answering(() => countComplaints(queries, filter, { text, most: mostListed + 1 }));
    if (found > mostListed) throw exportTooLarge();
    const language = languageOf(acceptLanguage);
    const phrases = new Phrases(language, await planNames(this.engine, staff.siteId), 'hidden');
    const list = complaintList(this.counted(listedComplaints(queries, filter, text)), phrases);
    addAbortSignal(AbortSignal.timeout(longestListMs), list);
    this.log.info({ staffId: staff.staffId, complaints: found }, 'list exported');
    attach(reply, { name: 'list', number: this.clock.now().slice(0, 10), language, type: csv });
    return new StreamableFile(list, { type: csv });
  }

  /** The monthly report as XLSX or PDF: counts, on-time rates, durations, satisfaction and what recurs. */
  @Get('statistics/report')
  @Roles(...mayReadStatistics)
  @ApiDocument(types.xlsx, types.pdf)
  async report(
    @Query() { month, format }: MonthlyReportQueryDto,
    @Headers('accept-language') acceptLanguage: string | undefined,
    @CurrentStaff() staff: StaffIdentity,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const language = languageOf(acceptLanguage);
    const queries = new SiteQueries(this.engine, staff);
    const phrases = new Phrases(language, await planNames(this.engine, staff.siteId), 'hidden');
    const tables = monthlyReport(await this.figuresOf(queries, month), phrases);
    const who = { siteId: staff.siteId, printedAt: this.clock.now(), printedBy: staff.name };
    const printing = { ...who, title: phrases.words.monthly.title, number: month };
    const file =
      format === 'xlsx'
        ? await workbook(tables, printing, phrases)
        : Buffer.from(await this.renderer.render(reportPages(tables, printing, phrases)));
    attach(reply, { name: 'monthly', number: month, language, type: types[format] });
    return file;
  }

  /** Counts among the lists that are being written from the first item that is asked for to the end of asking. */
  private async *counted<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
    this.lists += 1;
    try {
      yield* items;
    } finally {
      this.lists -= 1;
    }
  }

  private async figuresOf(queries: SiteQueries, month: string) {
    const { from, before, earlier } = monthOf(month);
    const rows = () => queries.received(from, before);
    const figures = await answering(() => statisticsBy(rows(), reportGroupings));
    const recurring = await answering(() => recurringIn(rows(), queries.received(earlier, from), recursFrom));
    return { ...figures, recurring };
  }
}
