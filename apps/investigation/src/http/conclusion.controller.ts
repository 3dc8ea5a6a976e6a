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
import { CloseCaseRequest } from '../commands/close-case.handler';
import { EvaluateOutcomeRequest } from '../commands/evaluate-outcome.handler';
import { GiveFeedbackRequest } from '../commands/give-feedback.handler';
import { CaseIdDto, EvaluateOutcomeDto, GiveFeedbackDto } from './case-commands.dto';
import { mayDo } from './may-do';

/** The end of a case: told, evaluated, closed. */
@Controller('api/v1/complaints')
@ApiProblems(400, 404, 409, 410, 413, 422, 503)
@IdempotencyKey()
export class ConclusionController {
  constructor(
    private readonly bus: CommandBus,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Records what the complainant was told. */
  @Post(':id/give-feedback')
  @HttpCode(200)
  @Roles(...mayDo.giveFeedback)
  async giveFeedback(
    @Param() { id }: CaseIdDto,
    @Body() said: GiveFeedbackDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new GiveFeedbackRequest(id, said, meta)));
  }

  /** Records whether the measures worked. */
  @Post(':id/evaluate-outcome')
  @HttpCode(200)
  @Roles(...mayDo.evaluateOutcome)
  async evaluate(
    @Param() { id }: CaseIdDto,
    @Body() said: EvaluateOutcomeDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new EvaluateOutcomeRequest(id, said, meta)));
  }

  /** Closes the case; not while the problem is not solved. */
  @Post(':id/close')
  @HttpCode(200)
  @Roles(...mayDo.close)
  async close(
    @Param() { id }: CaseIdDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new CloseCaseRequest(id, meta)));
  }
}
