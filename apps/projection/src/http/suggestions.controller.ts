import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import type { PersonKeys } from '@redress/personal-data';
import { ApiProblems, CurrentStaff, PERSON_KEYS, Roles, type StaffIdentity } from '@redress/platform';
import type { ProjectionEngine } from '@redress/projections';
import type { FastifyReply } from 'fastify';
import { PinoLogger } from 'nestjs-pino';
import { ENGINE } from '../injection-tokens';
import { SiteQueries } from '../queries/site-queries';
import { suggestionItem } from '../queries/suggestion-item';
import { mayReadPersonalData } from './may-read';
import { answering } from './problems';
import { ReadYourWrites } from './read-your-writes';
import { SuggestionPageDto, SuggestionQueryDto } from './suggestions.dto';

/** What visitors and staff have suggested, apart from complaints. */
@Controller('api/v1/suggestions')
@Roles()
@ApiProblems(400, 503)
export class SuggestionsController {
  constructor(
    @Inject(ENGINE) private readonly engine: ProjectionEngine,
    @Inject(PERSON_KEYS) private readonly keys: PersonKeys,
    private readonly writes: ReadYourWrites,
    private readonly log: PinoLogger,
  ) {}

  /** The suggestions of the site, latest first, page by page. */
  @Get()
  async list(
    @Query() { atLeast, limit, cursor, reviewed }: SuggestionQueryDto,
    @CurrentStaff() staff: StaffIdentity,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SuggestionPageDto> {
    await this.writes.wait(atLeast, reply);
    const page = { limit, ...(cursor !== undefined && { cursor }) };
    const found = await answering(() => new SiteQueries(this.engine, staff).suggestions(reviewed, page));
    const keys = mayReadPersonalData(staff) ? this.keys : undefined;
    const items = await Promise.all(found.items.map((document) => suggestionItem(document, keys)));
    const suggestionIds = items.map(({ suggestionId }) => suggestionId);
    // Whatever staff read of a person stays attributable (invariant 20).
    if (keys && items.length > 0) this.log.info({ staffId: staff.staffId, suggestionIds }, 'personal data read');
    return { items, ...(found.next !== undefined && { next: found.next }) };
  }
}
