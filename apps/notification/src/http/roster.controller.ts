import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { roles } from '@redress/contracts';
import { onDuty, type Duty } from '@redress/delivery';
import { TransientFault, versionToken, type Clock } from '@redress/kernel';
import {
  ApiProblems,
  CLOCK,
  commandMeta,
  CONFIG,
  CurrentStaff,
  IdempotencyKey,
  Roles,
  type StaffIdentity,
} from '@redress/platform';
import type { FastifyRequest } from 'fastify';
import { AssignDutyRequest } from '../commands/assign-duty.handler';
import { EndDutyRequest } from '../commands/end-duty.handler';
import type { NotificationConfig } from '../config';
import { ContactBook } from '../contacts/contact-book';
import { entryIdOf } from '../roster/site-ids';
import { SiteRosters } from '../roster/site-rosters';
import { assertVendorAddresses } from './contact-rules';
import { mayDo } from './may-do';
import {
  AssignDutyDto,
  DutyAnswerDto,
  DutyIdDto,
  OnDutyPageDto,
  OnDutyQueryDto,
  type TurnOfDutyDto,
} from './roster.dto';

/** Who is on duty for what, at the caller's site. */
@Controller('api/v1/roster')
@ApiProblems(400, 404, 409, 413, 422, 503)
export class RosterController {
  constructor(
    private readonly bus: CommandBus,
    private readonly rosters: SiteRosters,
    private readonly contacts: ContactBook,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: NotificationConfig,
  ) {}

  /** Puts somebody on duty. */
  @Post('duties')
  @IdempotencyKey()
  @Roles(...mayDo.manageRoster)
  async assign(
    @Body() said: AssignDutyDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<DutyAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    if (said.contact) assertVendorAddresses(said.contact, this.config.robotOrigins);
    const { name, contact, staffId, roles, locale = 'zh-CN', from = meta.occurredAt, until } = said;
    const entryId = entryIdOf(meta.commandId);
    const duty = { entryId, staffId, roles, locale, from: instant(from), ...(until && { until: instant(until) }) };
    const committed = await this.bus.execute(new AssignDutyRequest(duty, { name, ...contact }, meta));
    return { id: entryId, version: versionToken(committed.streamId, committed.version), changed: committed.changed };
  }

  /** Ends a turn of duty now. */
  @Post('duties/:id/end')
  @HttpCode(200)
  @IdempotencyKey()
  @Roles(...mayDo.manageRoster)
  async end(
    @Param() { id }: DutyIdDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<DutyAnswerDto> {
    const committed = await this.bus.execute(new EndDutyRequest(id, commandMeta(request, this.clock, staff)));
    return { id, version: versionToken(committed.streamId, committed.version), changed: committed.changed };
  }

  /** Who is on duty, in the order of assignment. */
  @Get('on-duty')
  @Roles(...mayDo.readRoster)
  async onDuty(
    @Query() { role, at, limit, after }: OnDutyQueryDto,
    @CurrentStaff() { siteId }: StaffIdentity,
  ): Promise<OnDutyPageDto> {
    const roster = await this.rosters.of(siteId);
    const moment = at ? instant(at) : this.clock.now();
    const asked = role ? [role] : roles;
    const covering = new Set(asked.flatMap((one) => onDuty(roster, one, moment).map(({ entryId }) => entryId)));
    const turns = roster.turns.map(({ duty }) => duty).filter(({ entryId }) => covering.has(entryId));
    const rest = turns.slice(after ? turns.findIndex(({ entryId }) => entryId === after) + 1 : 0);
    const page = rest.slice(0, limit);
    const last = rest.length > limit ? page.at(-1) : undefined;
    return { items: await Promise.all(page.map((duty) => this.described(duty))), ...(last && { next: last.entryId }) };
  }

  /** A turn without the contact; how the person is reached is left out while the vault is away. */
  private async described(duty: Duty): Promise<TurnOfDutyDto> {
    const { entryId: id, staffId, locale, from, until } = duty;
    const kinds = await this.contacts.kindsOf(duty).catch((error: unknown) => {
      if (error instanceof TransientFault) return undefined;
      throw error;
    });
    const channels = kinds && { channels: ['inApp' as const, ...kinds] };
    return { id, staffId, roles: [...duty.roles], locale, from, ...(until && { until }), ...channels };
  }
}

/** The instant in UTC, as events hold it. */
const instant = (text: string): string => new Date(text).toISOString();
