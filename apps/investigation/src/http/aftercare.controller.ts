import { Body, Controller, Headers, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
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
  Public,
  Roles,
  TrackingTokenHeader,
  type StaffIdentity,
} from '@redress/platform';
import type { FastifyRequest } from 'fastify';
import { RecordCallBackRequest } from '../commands/record-call-back.handler';
import { RecordSatisfactionRequest } from '../commands/record-satisfaction.handler';
import { ReopenCaseRequest } from '../commands/reopen-case.handler';
import { RecordCallBackDto, ReopenCaseDto, SatisfactionDto } from './aftercare.dto';
import { CaseIdDto } from './case-commands.dto';
import { mayDo } from './may-do';

/** What follows the result: how it is taken, the call-back, another round. */
@Controller('api/v1/complaints')
@ApiProblems(400, 404, 409, 410, 413, 422, 429, 503)
@IdempotencyKey()
export class AftercareController {
  constructor(
    private readonly bus: CommandBus,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Says whether the result of one's own complaint satisfies, while an answer counts. Satisfied, the case closes; not
   * satisfied, it is reopened.
   */
  @Post(':id/satisfaction')
  @HttpCode(200)
  @Public()
  @TrackingTokenHeader()
  async answer(
    @Param() { id }: CaseIdDto,
    @Body() said: SatisfactionDto,
    @Headers('tracking-token') token: string | undefined,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock);
    return commandAnswer(await this.bus.execute(new RecordSatisfactionRequest(id, said, meta, token)));
  }

  /** Puts a call-back on record; what the complainant said has the same effect as the own answer. */
  @Post(':id/record-call-back')
  @HttpCode(200)
  @Roles(...mayDo.recordCallBack)
  async callBack(
    @Param() { id }: CaseIdDto,
    @Body() said: RecordCallBackDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new RecordCallBackRequest(id, said, meta)));
  }

  /** Takes a case up again whose result was told, closed or not. */
  @Post(':id/reopen')
  @HttpCode(200)
  @Roles(...mayDo.reopen)
  async reopen(
    @Param() { id }: CaseIdDto,
    @Body() said: ReopenCaseDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new ReopenCaseRequest(id, said, meta)));
  }
}
