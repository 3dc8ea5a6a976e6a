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
import { AcknowledgeEscalationRequest } from '../commands/acknowledge-escalation.handler';
import { PauseDeadlineRequest } from '../commands/pause-deadline.handler';
import { ResumeDeadlineRequest } from '../commands/resume-deadline.handler';
import { ComplaintIdDto, EscalationIdDto, PauseDeadlineDto, ResumeDeadlineDto } from './escalations.dto';
import { mayDo } from './may-do';

/** What staff do about deadlines and their ladders. */
@Controller('api/v1')
@ApiProblems(400, 404, 409, 413, 422, 503)
@IdempotencyKey()
export class EscalationsController {
  constructor(
    private readonly bus: CommandBus,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Takes an escalation up: it is handed no further and said no more. */
  @Post('escalations/:id/acknowledge')
  @HttpCode(200)
  @Roles(...mayDo.acknowledge)
  async acknowledge(
    @Param() { id }: EscalationIdDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new AcknowledgeEscalationRequest(id, meta)));
  }

  /** Stops a stage clock for a reason the plan lists. */
  @Post('complaints/:id/pause-deadline')
  @HttpCode(200)
  @Roles(...mayDo.pause)
  async pause(
    @Param() { id }: ComplaintIdDto,
    @Body() pause: PauseDeadlineDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new PauseDeadlineRequest(id, pause, meta)));
  }

  /** Lets a stage clock run on, later by the time it stood. */
  @Post('complaints/:id/resume-deadline')
  @HttpCode(200)
  @Roles(...mayDo.pause)
  async resume(
    @Param() { id }: ComplaintIdDto,
    @Body() { deadline }: ResumeDeadlineDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new ResumeDeadlineRequest(id, deadline, meta)));
  }
}
