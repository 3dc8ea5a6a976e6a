import { Body, Controller, Inject, Post, Req, UseGuards } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { CommandMeta } from '@redress/command-handling';
import { versionToken, type Clock } from '@redress/kernel';
import {
  ApiProblems,
  CLOCK,
  commandMeta,
  CurrentStaff,
  IdempotencyKey,
  ProblemException,
  Public,
  Roles,
  type StaffIdentity,
} from '@redress/platform';
import type { FastifyRequest } from 'fastify';
import { confidentiality } from '../commands/confidentiality';
import type { ComplaintForm } from '../commands/complaint-form';
import { RegisterComplaintRequest } from '../commands/register-complaint.handler';
import { mayDo } from './may-do';
import { nextSteps } from './next-steps';
import { RegisterComplaintDto, RegisterOnBehalfDto, RegistrationAnswerDto } from './registration.dto';
import { RegistrationLimit } from './registration-limit.guard';

/** Takes complaints in, at every hour. */
@Controller('api/v1/complaints')
@ApiProblems(400, 413, 415, 422, 429, 503)
@IdempotencyKey()
export class RegistrationController {
  constructor(
    private readonly bus: CommandBus,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Registers a complaint of a visitor, without an account. */
  @Post()
  @Public()
  @UseGuards(RegistrationLimit)
  register(@Body() body: RegisterComplaintDto, @Req() request: FastifyRequest): Promise<RegistrationAnswerDto> {
    return this.registered({ ...body, channel: 'web' }, commandMeta(request, this.clock));
  }

  /** Registers a complaint that came in another way, with its true time of receipt. */
  @Post('on-behalf')
  @Roles(...mayDo.registerOnBehalf)
  registerOnBehalf(
    @Body() body: RegisterOnBehalfDto,
    @CurrentStaff() staff: StaffIdentity,
    @Req() request: FastifyRequest,
  ): Promise<RegistrationAnswerDto> {
    return this.registered(body, commandMeta(request, this.clock, staff));
  }

  private async registered(form: ComplaintForm, meta: CommandMeta): Promise<RegistrationAnswerDto> {
    const receipt = await this.bus.execute(new RegisterComplaintRequest(form, meta)).catch(clearlyRefused);
    const { complaintId, complaintNo, trackingToken, acceptBy, streamId, version } = receipt;
    const next = nextSteps(acceptBy);
    const answer = { complaintId, complaintNo, trackingToken, acceptBy, next, confidentiality: confidentiality.text };
    return { ...answer, version: versionToken(streamId, version) };
  }
}

/** Without a plan nothing can be promised; the visitor is told so instead of "unavailable". */
const clearlyRefused = (error: unknown): never => {
  const noPlan = error instanceof Error && error.name === 'UnknownPlan';
  throw noPlan
    ? new ProblemException('no-plan-in-force', 503, { headers: { 'retry-after': '60' }, cause: error })
    : error;
};
