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
import { AnswerCompensationRequest } from '../commands/answer-compensation.handler';
import { IssueCompensationRequest } from '../commands/issue-compensation.handler';
import { OfferCompensationRequest } from '../commands/offer-compensation.handler';
import { CaseIdDto } from './case-commands.dto';
import {
  AnswerCompensationDto,
  CompensationAnswerDto,
  IssueCompensationDto,
  OfferCompensationDto,
} from './compensation.dto';
import { mayDo } from './may-do';

/** The ledger of compensations: offered, answered, issued. */
@Controller('api/v1/complaints')
@ApiProblems(400, 404, 409, 410, 413, 422, 429, 503)
@IdempotencyKey()
export class CompensationController {
  constructor(
    private readonly bus: CommandBus,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Records that a compensation of the adopted plan was offered; the complainant then sees it on the page. */
  @Post(':id/offer-compensation')
  @HttpCode(200)
  @Roles(...mayDo.giveCompensation)
  async offer(
    @Param() { id }: CaseIdDto,
    @Body() said: OfferCompensationDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const offer = { ...said, roles: staff.roles };
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new OfferCompensationRequest(id, offer, meta)));
  }

  /** Records what the complainant said to an offer. */
  @Post(':id/answer-compensation')
  @HttpCode(200)
  @Roles(...mayDo.answerCompensation)
  async hear(
    @Param() { id }: CaseIdDto,
    @Body() said: AnswerCompensationDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new AnswerCompensationRequest(id, said, meta)));
  }

  /** Says whether one takes what is offered on one's own complaint. */
  @Post(':id/compensation-answer')
  @HttpCode(200)
  @Public()
  @TrackingTokenHeader()
  async answer(
    @Param() { id }: CaseIdDto,
    @Body() said: CompensationAnswerDto,
    @Headers('tracking-token') token: string | undefined,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const answer = { ...said, medium: 'web' } as const;
    const own = token === undefined ? {} : { trackingToken: token };
    const meta = commandMeta(request, this.clock);
    return commandAnswer(await this.bus.execute(new AnswerCompensationRequest(id, answer, meta, own)));
  }

  /** Records that an accepted compensation reached the complainant; its measure is done thereby. */
  @Post(':id/issue-compensation')
  @HttpCode(200)
  @Roles(...mayDo.giveCompensation)
  async issue(
    @Param() { id }: CaseIdDto,
    @Body() said: IssueCompensationDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<CommandAnswerDto> {
    const issue = { ...said, roles: staff.roles };
    const meta = commandMeta(request, this.clock, staff);
    return commandAnswer(await this.bus.execute(new IssueCompensationRequest(id, issue, meta)));
  }
}
