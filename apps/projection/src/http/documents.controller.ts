import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import type { Clock } from '@redress/kernel';
import type { PersonKeys } from '@redress/personal-data';
import {
  ApiProblems,
  CLOCK,
  CurrentStaff,
  languageOf,
  PERSON_KEYS,
  Roles,
  type StaffIdentity,
} from '@redress/platform';
import type { ProjectionEngine } from '@redress/projections';
import type { FastifyReply } from 'fastify';
import { PinoLogger } from 'nestjs-pino';
import { caseFileOf, type CaseFile } from '../documents/case-file';
import { hasCase, investigationReport } from '../documents/investigation-report';
import { Phrases } from '../documents/phrases';
import { registrationForm, type Occasion } from '../documents/registration-form';
import { mostCharacters, shortened } from '../documents/shortened';
import { ENGINE, PDF_RENDERER } from '../injection-tokens';
import type { PdfRenderer, PrintedDocument } from '../pdf/pdf-renderer';
import { detailOf } from '../queries/complaint-detail';
import { planNames } from '../queries/plan-names';
import { SiteQueries } from '../queries/site-queries';
import { ComplaintIdDto } from './complaints.dto';
import { ApiDocument, attach, type DocumentName } from './downloads';
import { mayReadPersonalData } from './may-read';
import { caseMissing, complaintUnknown, personalDataUnavailable } from './problems';
import { ReadQueryDto } from './read-query.dto';
import { ReadYourWrites } from './read-your-writes';

/** What is asked for, and by whom. */
interface Asked {
  readonly id: string;
  readonly staff: StaffIdentity;
  readonly acceptLanguage: string | undefined;
}

type Printer = (file: CaseFile, phrases: Phrases, occasion: Occasion) => PrintedDocument;

/** Papers about a complaint, to be printed, signed and filed. */
@Controller('api/v1/complaints')
@Roles()
@ApiProblems(400, 404, 503)
export class DocumentsController {
  @Inject(ENGINE) private readonly engine: ProjectionEngine;
  @Inject(PERSON_KEYS) private readonly keys: PersonKeys;
  @Inject(PDF_RENDERER) private readonly renderer: PdfRenderer;
  @Inject(CLOCK) private readonly clock: Clock;

  constructor(
    private readonly writes: ReadYourWrites,
    private readonly log: PinoLogger,
  ) {}

  /** The registration form of a complaint as PDF; personal data is left out for whom it is hidden. */
  @Get(':id/registration-form')
  @ApiDocument('application/pdf')
  async registrationForm(
    @Param() { id }: ComplaintIdDto,
    @Query() { atLeast }: ReadQueryDto,
    @Headers('accept-language') acceptLanguage: string | undefined,
    @CurrentStaff() staff: StaffIdentity,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    await this.writes.wait(atLeast, reply);
    const file = await this.fileOf({ id, staff, acceptLanguage });
    return this.print(file, registrationForm, { name: 'form', asked: { id, staff, acceptLanguage }, reply });
  }

  /** The investigation report of a case as PDF; before there is a finding it is marked as a draft. */
  @Get(':id/investigation-report')
  @ApiDocument('application/pdf')
  @ApiProblems(409)
  async investigationReport(
    @Param() { id }: ComplaintIdDto,
    @Query() { atLeast }: ReadQueryDto,
    @Headers('accept-language') acceptLanguage: string | undefined,
    @CurrentStaff() staff: StaffIdentity,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    await this.writes.wait(atLeast, reply);
    const file = await this.fileOf({ id, staff, acceptLanguage });
    if (!hasCase(file)) throw caseMissing();
    return this.print(file, investigationReport, { name: 'report', asked: { id, staff, acceptLanguage }, reply });
  }

  /** The complaint as its reader may see it; a paper cannot be read again, so that keys must be at hand. */
  private async fileOf({ id, staff }: Asked): Promise<CaseFile> {
    const queries = new SiteQueries(this.engine, staff);
    const found = await queries.complaint(id);
    if (!found) throw complaintUnknown();
    const keys = mayReadPersonalData(staff) ? this.keys : undefined;
    const detail = await detailOf(found, [], keys);
    if (detail.personalData === 'unavailable') throw personalDataUnavailable();
    return caseFileOf(detail);
  }

  private async print(
    file: CaseFile,
    printer: Printer,
    { name, asked, reply }: { name: DocumentName; asked: Asked; reply: FastifyReply },
  ): Promise<Buffer> {
    const { staff, acceptLanguage } = asked;
    const language = languageOf(acceptLanguage);
    const names = await planNames(this.engine, staff.siteId, file.complaint.registration.planRef);
    const phrases = new Phrases(language, names, file.personalData);
    const occasion = { printedAt: this.clock.now(), printedBy: staff.name };
    const brief = shortened(file, mostCharacters, phrases.words.values.cutOf);
    const pdf = await this.renderer.render(printer(brief, phrases, occasion));
    // Whatever staff read of a person stays attributable (invariant 20).
    if (file.personalData === 'readable')
      this.log.info({ staffId: staff.staffId, complaintId: asked.id, printed: name }, 'personal data read');
    attach(reply, { name, number: file.item.complaintNo, language, type: 'application/pdf' });
    return Buffer.from(pdf);
  }
}
