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
import { AssignCaseRequest } from '../commands/assign-case.handler';
import { CompleteInvestigationRequest } from '../commands/complete-investigation.handler';
import { RecordInvestigationActRequest } from '../commands/record-investigation-act.handler';
import { SetTeamRequest } from '../commands/set-team.handler';
import { StartInvestigationRequest } from '../commands/start-investigation.handler';
import { AssignCaseDto, CaseIdDto, CompleteInvestigationDto, RecordActDto, SetTeamDto } from './case-commands.dto';
import { mayDo } from './may-do';

/** The investigation of an accepted complaint. */
@Controller('api/v1/complaints')
@ApiProblems(400, 404, 409, 410, 413, 422, 503)
@IdempotencyKey()
export class InvestigationController {
  constructor(
    private readonly bus: CommandBus,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Gives the case to a handler, or to another one. */
  @Post(':id/assign')
  @HttpCode(200)
  @Roles(...mayDo.assign)
  async assign(
    @Param() { id }: CaseIdDto,
    @Body() said: AssignCaseDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new AssignCaseRequest(id, said, meta)));
  }

  /** Says who works on the case beside its handler: people of several departments, none whom it names. */
  @Post(':id/set-team')
  @HttpCode(200)
  @Roles(...mayDo.assign)
  async setTeam(
    @Param() { id }: CaseIdDto,
    @Body() { members }: SetTeamDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new SetTeamRequest(id, members, meta)));
  }

  /** Begins the investigation; the case must have a handler. */
  @Post(':id/start-investigation')
  @HttpCode(200)
  @Roles(...mayDo.investigate)
  async start(
    @Param() { id }: CaseIdDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new StartInvestigationRequest(id, meta)));
  }

  /** Puts an inspection, a talk or another act of the investigation on record, with what came out. */
  @Post(':id/record-act')
  @HttpCode(200)
  @Roles(...mayDo.investigate)
  async record(
    @Param() { id }: CaseIdDto,
    @Body() said: RecordActDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new RecordInvestigationActRequest(id, said, meta)));
  }

  /** Ends the investigation with a finding and its report; both sides must have been heard, or sought. */
  @Post(':id/complete-investigation')
  @HttpCode(200)
  @Roles(...mayDo.investigate)
  async complete(
    @Param() { id }: CaseIdDto,
    @Body() said: CompleteInvestigationDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new CompleteInvestigationRequest(id, said, meta)));
  }
}
