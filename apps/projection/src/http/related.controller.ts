import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiProblems, CurrentStaff, Roles, type StaffIdentity } from '@redress/platform';
import { textSignature } from '@redress/plan-rules';
import type { ProjectionEngine } from '@redress/projections';
import type { FastifyReply } from 'fastify';
import { PinoLogger } from 'nestjs-pino';
import { CONTACT_TAGS, ENGINE, NARRATIVES } from '../injection-tokens';
import type { ContactTags } from '../narratives/contact-tags';
import type { Narratives } from '../narratives/narratives';
import type { ComplaintSummary } from '../projections/complaint-summary';
import { RelatedQueries, type Group, type Offers, type Wanted } from '../queries/related';
import { SiteQueries } from '../queries/site-queries';
import { ComplaintIdDto } from './complaints.dto';
import { mayReadPersonalData, mayRegister } from './may-read';
import { answering, complaintUnknown } from './problems';
import { ReadYourWrites } from './read-your-writes';
import { OffersDto, RelatedQueryDto, SimilarComplaintDto, type OfferGroupDto } from './related.dto';

const day = 86_400_000;
const shifted = (instant: string, days: number): string => new Date(Date.parse(instant) + days * day).toISOString();

/** What staff are offered beside a complaint: likely duplicates, and what its person and its place have had before. */
@Controller('api/v1/complaints')
@Roles()
@ApiProblems(400, 422, 503)
export class RelatedController {
  constructor(
    @Inject(ENGINE) private readonly engine: ProjectionEngine,
    @Inject(NARRATIVES) private readonly narratives: Narratives,
    @Inject(CONTACT_TAGS) private readonly tags: ContactTags,
    private readonly writes: ReadYourWrites,
    private readonly log: PinoLogger,
  ) {}

  /** What may have to do with a complaint on record. */
  @Get(':id/related')
  @ApiProblems(404)
  async related(
    @Param() { id }: ComplaintIdDto,
    @Query() { atLeast, days, limit }: RelatedQueryDto,
    @CurrentStaff() staff: StaffIdentity,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OffersDto> {
    await this.writes.wait(atLeast, reply);
    const found = await new SiteQueries(this.engine, staff).complaint(id);
    if (!found) throw complaintUnknown();
    const { receivedAt = '', textSignature: signature, place, category } = found as object as ComplaintSummary;
    const contacts = mayReadPersonalData(staff) ? await this.narratives.contactsOf(staff.siteId, id) : undefined;
    const like = { ...(signature !== undefined && { textSignature: signature }), ...stated({ place, category }) };
    const within = { from: shifted(receivedAt, -days), to: shifted(receivedAt, days) };
    return this.offers({ complaintId: id, ...like, ...within, limit }, staff, contacts);
  }

  /** What may have to do with a complaint that is being entered; nothing is stored. */
  @Post('similar')
  @HttpCode(200)
  @Roles(...mayRegister)
  @ApiProblems(413)
  async similar(
    @Body() { text, place, category, contact = {}, receivedAt = new Date().toISOString() }: SimilarComplaintDto,
    @Query() { atLeast, days, limit }: RelatedQueryDto,
    @CurrentStaff() staff: StaffIdentity,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OffersDto> {
    await this.writes.wait(atLeast, reply);
    const like = { textSignature: textSignature(text), ...stated({ place, category }) };
    return this.offers({ ...like, from: shifted(receivedAt, -days), limit }, staff, this.tags.of(contact));
  }

  /** @param contacts of the person; undefined where the reader may not know who complains */
  private async offers(
    wanted: Omit<Wanted, 'ofPerson'>,
    staff: StaffIdentity,
    contacts: readonly string[] | undefined,
  ): Promise<OffersDto> {
    const found = await answering(async () => {
      const ofPerson = contacts && (await this.narratives.withContacts(staff.siteId, contacts));
      return new RelatedQueries(this.engine, staff).offers({ ...wanted, ...(ofPerson && { ofPerson }) });
    });
    // That complaints are one person's is personal as well (invariant 20).
    if (found.samePerson && found.samePerson.items.length > 0) this.noteReading(staff, found.samePerson);
    return shown(found);
  }

  private noteReading({ staffId }: StaffIdentity, { items }: Group): void {
    this.log.info({ staffId, complaintIds: items.map(({ complaintId }) => complaintId) }, 'history of a person read');
  }
}

/** Without what is undefined. */
const stated = (fields: { readonly place?: string | undefined; readonly category?: string | undefined }) => ({
  ...(fields.place !== undefined && { place: fields.place }),
  ...(fields.category !== undefined && { category: fields.category }),
});

const group = ({ items, more }: Group): OfferGroupDto => ({
  items: items.map(({ because, ...one }) => ({ ...one, because: [...because] })),
  more,
});

const shown = ({ duplicates, samePerson, samePlace }: Offers): OffersDto => ({
  duplicates: group(duplicates),
  samePlace: group(samePlace),
  ...(samePerson && { samePerson: group(samePerson) }),
});
