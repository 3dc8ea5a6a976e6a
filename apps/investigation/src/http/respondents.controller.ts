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
import { ClearRespondentRequest } from '../commands/clear-respondent.handler';
import { NameRespondentRequest } from '../commands/name-respondent.handler';
import { CaseIdDto, ClearRespondentDto, NameRespondentDto } from './case-commands.dto';
import { mayDo } from './may-do';

/** Who is complained against, and so does nothing in the case. */
@Controller('api/v1/complaints')
@ApiProblems(400, 404, 409, 410, 413, 422, 503)
@IdempotencyKey()
export class RespondentsController {
  constructor(
    private readonly bus: CommandBus,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Says who is complained against. A member of staff then neither sees the complaint nor acts in its case. */
  @Post(':id/name-respondent')
  @HttpCode(200)
  @Roles(...mayDo.nameRespondent)
  async name(
    @Param() { id }: CaseIdDto,
    @Body() said: NameRespondentDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new NameRespondentRequest(id, said, meta)));
  }

  /** Says that a member of staff is not concerned after all. */
  @Post(':id/clear-respondent')
  @HttpCode(200)
  @Roles(...mayDo.clearRespondent)
  async clear(
    @Param() { id }: CaseIdDto,
    @Body() said: ClearRespondentDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new ClearRespondentRequest(id, said, meta)));
  }
}
