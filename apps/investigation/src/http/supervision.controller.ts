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
import { ReportProblemRequest } from '../commands/report-problem.handler';
import { SolveProblemRequest } from '../commands/solve-problem.handler';
import { CaseIdDto } from './case-commands.dto';
import { mayDo } from './may-do';
import { ReportProblemDto, SolveProblemDto } from './supervision.dto';

/** What supervision finds wrong with how cases are handled, until it is solved. */
@Controller('api/v1/complaints')
@ApiProblems(400, 404, 409, 410, 413, 422, 503)
@IdempotencyKey()
export class SupervisionController {
  constructor(
    private readonly bus: CommandBus,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Puts a problem on record, also of a closed case; a reported retaliation is one. */
  @Post(':id/report-problem')
  @HttpCode(200)
  @Roles(...mayDo.supervise)
  async report(
    @Param() { id }: CaseIdDto,
    @Body() said: ReportProblemDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new ReportProblemRequest(id, said, meta)));
  }

  /** Says how a problem was solved; until then it stands in the worklist of those who lead. */
  @Post(':id/solve-problem')
  @HttpCode(200)
  @Roles(...mayDo.solveProblem)
  async solve(
    @Param() { id }: CaseIdDto,
    @Body() said: SolveProblemDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new SolveProblemRequest(id, said, meta)));
  }
}
