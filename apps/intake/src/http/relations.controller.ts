import { Body, Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Clock } from '@redress/kernel';
import {
  ApiProblems,
  CLOCK,
  commandAnswer,
  CommandAnswerDto,
  commandMeta,
  CurrentStaff,
  IdempotencyKey,
  Roles,
  type StaffIdentity,
} from '@redress/platform';
import type { FastifyRequest } from 'fastify';
import { LinkComplaintRequest } from '../commands/link-complaint.handler';
import { MergeComplaintRequest } from '../commands/merge-complaint.handler';
import { UnlinkComplaintRequest } from '../commands/unlink-complaint.handler';
import { UnmergeComplaintRequest } from '../commands/unmerge-complaint.handler';
import { ComplaintIdDto } from './complaint-commands.dto';
import { mayDo } from './may-do';
import { LinkComplaintDto, MergeComplaintDto, UnlinkComplaintDto, UnmergeComplaintDto } from './relations.dto';

/** How complaints on one matter stand to each other: linked, or one answered by the other. */
@Controller('api/v1/complaints')
@ApiProblems(400, 404, 409, 410, 413, 422, 503)
@IdempotencyKey()
export class RelationsController {
  constructor(
    private readonly bus: CommandBus,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Says that the complaint concerns the same matter as another; both are handled. */
  @Post(':id/link')
  @HttpCode(200)
  @Roles(...mayDo.link)
  async link(
    @Param() { id }: ComplaintIdDto,
    @Body() said: LinkComplaintDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new LinkComplaintRequest(id, said, meta)));
  }

  /** Takes a link back, from whichever side it was made. */
  @Post(':id/unlink')
  @HttpCode(200)
  @Roles(...mayDo.link)
  async unlink(
    @Param() { id }: ComplaintIdDto,
    @Body() said: UnlinkComplaintDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new UnlinkComplaintRequest(id, said, meta)));
  }

  /** Merges a duplicate into the complaint it repeats: its own handling ends, and its complainant is told what the leading one comes to. */
  @Post(':id/merge')
  @HttpCode(200)
  @Roles(...mayDo.merge)
  async merge(
    @Param() { id }: ComplaintIdDto,
    @Body() said: MergeComplaintDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new MergeComplaintRequest(id, said, meta)));
  }

  /** Has a merged complaint handled on its own again, from where it stood. */
  @Post(':id/unmerge')
  @HttpCode(200)
  @Roles(...mayDo.merge)
  async unmerge(
    @Param() { id }: ComplaintIdDto,
    @Body() said: UnmergeComplaintDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new UnmergeComplaintRequest(id, { cause: 'ordered', ...said }, meta)));
  }
}
