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
import { RecordProceedingRequest } from '../commands/record-proceeding.handler';
import { CaseIdDto } from './case-commands.dto';
import { mayDo } from './may-do';
import { RecordProceedingDto } from './proceedings.dto';

/** What is done about a case besides investigating and resolving it. */
@Controller('api/v1/complaints')
@ApiProblems(400, 404, 409, 410, 413, 422, 503)
@IdempotencyKey()
export class ProceedingsController {
  constructor(
    private readonly bus: CommandBus,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Puts a step on record: analysis of the evidence, protection, negotiation, a claim on a supplier, mediation, arbitration. */
  @Post(':id/record-proceeding')
  @HttpCode(200)
  @Roles(...mayDo.recordProceeding)
  async record(
    @Param() { id }: CaseIdDto,
    @Body() said: RecordProceedingDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new RecordProceedingRequest(id, said, meta)));
  }
}
