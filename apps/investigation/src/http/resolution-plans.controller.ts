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
import { ApproveResolutionPlanRequest } from '../commands/approve-resolution-plan.handler';
import { CompleteMeasureRequest } from '../commands/complete-measure.handler';
import { ProposeResolutionPlanRequest } from '../commands/propose-resolution-plan.handler';
import { RejectResolutionPlanRequest } from '../commands/reject-resolution-plan.handler';
import { CaseIdDto } from './case-commands.dto';
import { mayDo } from './may-do';
import {
  ApproveResolutionPlanDto,
  CompleteMeasureDto,
  ProposeResolutionPlanDto,
  RejectResolutionPlanDto,
} from './resolution-plans.dto';

/** What is to be done about a complaint, and who says yes to it. */
@Controller('api/v1/complaints')
@ApiProblems(400, 404, 409, 410, 413, 422, 503)
@IdempotencyKey()
export class ResolutionPlansController {
  constructor(
    private readonly bus: CommandBus,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Puts a resolution plan forward; it is adopted at once where the emergency plan demands no approval. */
  @Post(':id/propose-resolution-plan')
  @HttpCode(200)
  @Roles(...mayDo.proposeResolutionPlan)
  async propose(
    @Param() { id }: CaseIdDto,
    @Body() said: ProposeResolutionPlanDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new ProposeResolutionPlanRequest(id, said, meta)));
  }

  /** Approves the pending proposal, which is thereby adopted; not by who proposed it. */
  @Post(':id/approve-resolution-plan')
  @HttpCode(200)
  @Roles(...mayDo.judgeResolutionPlan)
  async approve(
    @Param() { id }: CaseIdDto,
    @Body() said: ApproveResolutionPlanDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(
      await this.bus.execute(new ApproveResolutionPlanRequest(id, { ...said, roles: staff.roles }, meta)),
    );
  }

  /** Rejects the pending proposal; another one may follow. */
  @Post(':id/reject-resolution-plan')
  @HttpCode(200)
  @Roles(...mayDo.judgeResolutionPlan)
  async reject(
    @Param() { id }: CaseIdDto,
    @Body() said: RejectResolutionPlanDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(
      await this.bus.execute(new RejectResolutionPlanRequest(id, { ...said, roles: staff.roles }, meta)),
    );
  }

  /**
   * Records that a measure of the adopted plan is done; the case cannot be closed before all are. A compensation that
   * was offered is issued instead (`issue-compensation`).
   */
  @Post(':id/complete-measure')
  @HttpCode(200)
  @Roles(...mayDo.completeMeasure)
  async completeMeasure(
    @Param() { id }: CaseIdDto,
    @Body() said: CompleteMeasureDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    const done = { ...said, roles: staff.roles };
    return commandAnswer(await this.bus.execute(new CompleteMeasureRequest(id, done, meta)));
  }
}
